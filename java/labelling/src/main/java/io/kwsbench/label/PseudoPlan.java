package io.kwsbench.label;

import io.kwsbench.metadata.SpeechCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The selection of clips for training with their labels; touches no file. Immutable.
 *
 * @param considered how many clips there were
 * @param lowConfidence how many were left out for a probability under the threshold, or 0 where
 *     submissions were compared
 * @param clips the chosen ones, in order
 * @param silenceGroup how many {@code silence} clips are joined into one background file; 0 leaves
 *     them clips like all others
 */
public record PseudoPlan(int considered, int lowConfidence, List<Entry> clips, int silenceGroup) {
  /**
   * One chosen clip.
   *
   * @param name its file name
   * @param label its label
   * @param confidence the probability of the label, or 1 where submissions agreed on it
   */
  public record Entry(String name, String label, float confidence) {}

  /** The label of clips without speech. */
  public static final String SILENCE = SpeechCommands.SILENCE;

  public PseudoPlan {
    clips = List.copyOf(clips);
  }

  /** The number of clips per label. */
  public Map<String, Integer> labelCounts() {
    Map<String, Integer> counts = new TreeMap<>();
    clips.forEach(clip -> counts.merge(clip.label(), 1, Integer::sum));
    return counts;
  }

  /** The number of background files from silence clips; an incomplete last group makes none. */
  public int silenceFiles() {
    return silenceGroup == 0 ? 0 : silent() / silenceGroup;
  }

  /** The number of silence clips in an incomplete last group, which is left out. */
  public int silenceLeft() {
    return silenceGroup == 0 ? 0 : silent() % silenceGroup;
  }

  private int silent() {
    return labelCounts().getOrDefault(SILENCE, 0);
  }

  /** A digest of the plan and the source of its clips. */
  String fingerprint(String clips) {
    List<String> run = new ArrayList<>(List.of(clips, Integer.toString(silenceGroup)));
    for (Entry clip : this.clips) {
      run.addAll(List.of(clip.name(), clip.label(), Float.toString(clip.confidence())));
    }
    return Fingerprint.of(new byte[0], run).hex();
  }

  /** The number of files of the plan. */
  public int files() {
    return clips.size() - (silenceGroup == 0 ? 0 : silent()) + silenceFiles();
  }
}
