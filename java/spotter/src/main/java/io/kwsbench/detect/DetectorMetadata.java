package io.kwsbench.detect;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rule that a model's file recommends: under {@value #RULE} its words, as {@link RuleText} has
 * them, and under {@value #THRESHOLDS} each label that has a threshold of its own, followed by it.
 * Under {@value #POINTS} is the {@link OperatingTable}: the hours, then label, threshold, false
 * alarms per hour and share of misses of each point.
 */
public final class DetectorMetadata {
  /** The name under which the rule's words are. */
  public static final String RULE = ModelMetadata.DETECTOR;

  /** The name under which labels and their thresholds are, in turn. */
  public static final String THRESHOLDS = "thresholds";

  /** The name under which the table of operating points is. */
  public static final String POINTS = "operating_points";

  /** The share of misses of a word that was never said. */
  private static final String UNKNOWN = "-";

  private static final int TEXTS_PER_POINT = 4;

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

  /**
   * The metadata with a rule in place of any other. A table of operating points that was measured
   * with another rule is dropped; other thresholds do not matter to it.
   */
  public static ModelMetadata write(ModelMetadata metadata, DetectorRule rule) {
    boolean same =
        read(metadata)
            .map(before -> before.withThresholds(rule.thresholds()))
            .equals(Optional.of(rule));
    ModelMetadata kept = same ? metadata : metadata.with(POINTS, List.of());
    List<String> own = new ArrayList<>();
    rule.thresholds()
        .byLabel()
        .forEach(
            (label, threshold) -> {
              own.add(label);
              own.add(Double.toString(threshold));
            });
    return kept.with(RULE, RuleText.of(rule)).with(THRESHOLDS, own);
  }

  /**
   * The costs of thresholds that were measured for a model, if they were.
   *
   * @throws KwsException when they are none
   */
  public static Optional<OperatingTable> readTable(ModelMetadata metadata) {
    List<String> texts = metadata.entries().get(POINTS);
    if (texts == null) {
      return Optional.empty();
    }
    if (texts.size() % TEXTS_PER_POINT != 1) {
      throw new KwsException("the model's " + POINTS + " end within a point");
    }
    SortedMap<String, List<OperatingPoint>> points = new TreeMap<>();
    for (int i = 1; i < texts.size(); i += TEXTS_PER_POINT) {
      points
          .computeIfAbsent(texts.get(i), label -> new ArrayList<>())
          .add(point(texts.subList(i + 1, i + TEXTS_PER_POINT)));
    }
    points.values().forEach(DetectorMetadata::requireOrder);
    return Optional.of(new OperatingTable(number(texts.get(0)), points));
  }

  private static OperatingPoint point(List<String> texts) {
    return new OperatingPoint(
        RuleText.threshold(texts.get(0)),
        number(texts.get(1)),
        texts.get(2).equals(UNKNOWN)
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(texts.get(2))));
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new KwsException("the model's " + POINTS + " contain '" + text + "', no number", e);
    }
    throw new KwsException(
        "the model's " + POINTS + " contain '" + text + "', no number from 0 on");
  }

  private static void requireOrder(List<OperatingPoint> points) {
    for (int i = 1; i < points.size(); i++) {
      OperatingPoint before = points.get(i - 1);
      OperatingPoint point = points.get(i);
      if (point.threshold() <= before.threshold()
          || point.falseAlarmsPerHour() >= before.falseAlarmsPerHour()) {
        throw new KwsException("the model's " + POINTS + " are not in order of threshold");
      }
    }
  }

  /** The metadata with a table in place of any other. */
  public static ModelMetadata write(ModelMetadata metadata, OperatingTable table) {
    List<String> texts = new ArrayList<>(List.of(Double.toString(table.hours())));
    table
        .byLabel()
        .forEach(
            (label, points) ->
                points.forEach(
                    point -> {
                      texts.add(label);
                      texts.add(Double.toString(point.threshold()));
                      texts.add(Double.toString(point.falseAlarmsPerHour()));
                      texts.add(
                          point.missRate().isEmpty()
                              ? UNKNOWN
                              : Double.toString(point.missRate().getAsDouble()));
                    }));
    return metadata.with(POINTS, texts);
  }
}
