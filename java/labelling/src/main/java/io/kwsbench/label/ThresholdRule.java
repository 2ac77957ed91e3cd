package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects clips whose best class has at least a given probability; silence becomes background noise
 * with thirty clips per file ({@code create_pseudo_with_thresh.py}).
 */
public final class ThresholdRule {
  /** Clips in one background file. */
  public static final int SILENCE_GROUP = 30;

  private ThresholdRule() {}

  /**
   * Requires a probability.
   *
   * @throws KwsException when the threshold is none
   */
  public static void requireProbability(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new KwsException("threshold " + threshold + " is no probability");
    }
  }

  /**
   * Decides about one clip.
   *
   * @param twelve its bytes in a {@link ProbabilityMap}
   * @return empty when no class is probable enough
   */
  public static Optional<PseudoPlan.Entry> choose(String name, byte[] twelve, double threshold) {
    float[] probabilities = new float[twelve.length];
    for (int label = 0; label < twelve.length; label++) {
      probabilities[label] = Byte.toUnsignedInt(twelve[label]) / 255f;
    }
    return choose(name, LabelSet.MAP, probabilities, threshold);
  }

  /**
   * Decides about one clip by the probabilities of any model.
   *
   * @param labels of the probabilities, in their order
   * @return empty when no class is probable enough
   */
  public static Optional<PseudoPlan.Entry> choose(
      String name, LabelSet labels, float[] probabilities, double threshold) {
    int best = LabelSet.best(probabilities);
    boolean silent = ModelLabels.plain(labels.names().get(best)).equals(PseudoPlan.SILENCE);
    String label = silent ? PseudoPlan.SILENCE : labels.submitted(best);
    return probabilities[best] >= threshold
        ? Optional.of(new PseudoPlan.Entry(name, label, probabilities[best]))
        : Optional.empty();
  }

  /**
   * Chooses the clips by a table of probabilities, whose header names the classes.
   *
   * @throws KwsException when it cannot be read, has labels alone, or the threshold is no
   *     probability
   */
  public static PseudoPlan plan(Path table, double threshold) {
    requireProbability(threshold);
    List<PseudoPlan.Entry> chosen = new ArrayList<>();
    int clips = 0;
    LabelSet labels = ProbabilityFile.labels(table);
    try (ProbabilityFile file = new ProbabilityFile(table, labels)) {
      for (var row = file.next(); row != null; row = file.next()) {
        clips++;
        choose(row.name(), labels, row.probabilities(), threshold).ifPresent(chosen::add);
      }
    }
    return new PseudoPlan(clips, clips - chosen.size(), chosen, SILENCE_GROUP);
  }

  /**
   * Chooses the clips.
   *
   * @param names the clips in the map's order
   * @param threshold least probability; a byte of the map stands for its 255th, as a float32
   * @throws KwsException when the map has another number of clips, or the threshold is no
   *     probability
   */
  public static PseudoPlan plan(List<String> names, ProbabilityMap map, double threshold) {
    requireProbability(threshold);
    if (names.size() != map.size()) {
      throw new KwsException(
          "the probability map has " + map.size() + " clips, the name list " + names.size());
    }
    List<PseudoPlan.Entry> chosen = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      choose(names.get(i), map.clip(i), threshold).ifPresent(chosen::add);
    }
    return new PseudoPlan(names.size(), names.size() - chosen.size(), chosen, SILENCE_GROUP);
  }
}
