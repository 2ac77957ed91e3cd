package io.kwsbench.longaudio;

import io.kwsbench.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Detections beside the words that were said. Every word matches the first detection of it that is
 * in time, and every detection one word.
 *
 * @param hits words and their detections, in order of the words
 * @param falseAlarms the detections that match no word
 * @param missed the words that no detection matches: rejected, or taken for another
 */
public record Matches(List<Hit> hits, List<Detection> falseAlarms, List<LongAudio.Event> missed) {
  /** The default of the delay of a detection after the end of its word's second. */
  public static final int TOLERANCE_MILLIS = 500;

  /** A word that was detected. */
  public record Hit(LongAudio.Event word, Detection detection) {
    /** Milliseconds from the word's end to the window that decided; negative before the end. */
    public double delayMillis(int sampleRate) {
      return (detection.time() - word.end()) * 1000.0 / sampleRate;
    }
  }

  /**
   * Matches the detections of keywords.
   *
   * @param found in order of time, which is that of a window's end
   * @param window samples of a window
   * @param rule which of them are in time
   */
  public static Matches of(
      List<Detection> found, LongAudio.Truth truth, int window, MatchRule rule) {
    boolean[] used = new boolean[found.size()];
    List<Hit> hits = new ArrayList<>();
    List<LongAudio.Event> missed = new ArrayList<>();
    int first = 0;
    for (LongAudio.Event event : truth.events()) {
      // both are in order of time
      while (first < used.length && found.get(first).time() <= event.start()) {
        first++;
      }
      long latest = rule.latest(event, window);
      int match = -1;
      for (int i = first; i < used.length && match < 0 && found.get(i).time() <= latest; i++) {
        match = !used[i] && found.get(i).label().equals(event.label()) ? i : -1;
      }
      if (match < 0) {
        missed.add(event);
      } else {
        used[match] = true;
        hits.add(new Hit(event, found.get(match)));
      }
    }
    List<Detection> others =
        IntStream.range(0, used.length).filter(i -> !used[i]).mapToObj(found::get).toList();
    return new Matches(hits, debounced(others, rule.debounce()), missed);
  }

  /** Leaves out detections within some time after one that is left. */
  private static List<Detection> debounced(List<Detection> alarms, int samples) {
    List<Detection> kept = new ArrayList<>();
    for (Detection alarm : alarms) {
      if (kept.isEmpty() || alarm.time() - kept.get(kept.size() - 1).time() >= samples) {
        kept.add(alarm);
      }
    }
    return kept;
  }
}
