package io.kwsbench.detect;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rule that a model's file recommends: under {@value #RULE} its words, as {@link RuleText} has
 * them, and under {@value #THRESHOLDS} each label that has a threshold of its own, followed by it.
 */
public final class DetectorMetadata {
  /** The name under which the rule's words are. */
  public static final String RULE = "detector";

  /** The name under which labels and their thresholds are, in turn. */
  public static final String THRESHOLDS = "thresholds";

  private DetectorMetadata() {}

  /**
   * The rule that a model recommends, if it does.
   *
   * @throws KwsException when it is none
   */
  public static Optional<DetectorRule> read(ModelMetadata metadata) {
    List<String> words = metadata.entries().get(RULE);
    List<String> own = metadata.entries().getOrDefault(THRESHOLDS, List.of());
    if (words == null) {
      return Optional.empty();
    }
    DetectorRule rule = RuleText.parse(words);
    if (own.size() % 2 != 0) {
      throw new KwsException("the model's " + THRESHOLDS + " end with a label alone");
    }
    Map<String, Double> byLabel = new TreeMap<>();
    for (int i = 0; i < own.size(); i += 2) {
      byLabel.put(own.get(i), RuleText.threshold(own.get(i + 1)));
    }
    return Optional.of(rule.withThresholds(new Thresholds(rule.thresholds().all(), byLabel)));
  }

  /** The metadata with a rule in place of any other. */
  public static ModelMetadata write(ModelMetadata metadata, DetectorRule rule) {
    List<String> own = new ArrayList<>();
    rule.thresholds()
        .byLabel()
        .forEach(
            (label, threshold) -> {
              own.add(label);
              own.add(Double.toString(threshold));
            });
    return metadata.with(RULE, RuleText.of(rule)).with(THRESHOLDS, own);
  }
}
