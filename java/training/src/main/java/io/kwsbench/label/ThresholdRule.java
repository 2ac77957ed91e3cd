package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the clips whose best class is probable enough; silence becomes background noise, thirty
 * clips a file ({@code create_pseudo_with_thresh.py}).
 */
public final class ThresholdRule {
  /** Clips in one background file. */
  public static final int SILENCE_GROUP = 30;

  private ThresholdRule() {}

  /**
   * Chooses the clips.
   *
   * @param names the clips in the map's order
   * @param threshold least probability; a byte of the map stands for its 255th, as a float32
   * @throws KwsException when the map has another number of clips
   */
  public static PseudoPlan plan(List<String> names, ProbabilityMap map, double threshold) {
    if (names.size() != map.size()) {
      throw new KwsException(
          "the probability map has " + map.size() + " clips, the name list " + names.size());
    }
    List<PseudoPlan.Entry> chosen = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int best = map.best(i);
      float probability = map.value(i, best) / 255f;
      if (probability >= threshold) {
        String label = LabelSet.MAP.names().get(best);
        chosen.add(new PseudoPlan.Entry(names.get(i), label, probability));
      }
    }
    return new PseudoPlan(names.size(), names.size() - chosen.size(), chosen, SILENCE_GROUP);
  }
}
