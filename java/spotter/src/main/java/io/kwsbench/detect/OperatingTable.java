package io.kwsbench.detect;

import static java.util.stream.Collectors.joining;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cost of the thresholds of a model's words, as an evaluation on hours of audio measures it. It
 * finds the thresholds for any number of false alarms per hour.
 *
 * @param hours of audio that it was measured on
 * @param byLabel for each word its points, from the lowest threshold to the highest: the false
 *     alarms fall from one to the next
 */
public record OperatingTable(double hours, SortedMap<String, List<OperatingPoint>> byLabel) {
  public OperatingTable {
    SortedMap<String, List<OperatingPoint>> copy = new TreeMap<>();
    byLabel.forEach((label, points) -> copy.put(label, List.copyOf(points)));
    byLabel = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * The points that a threshold can be chosen from. False alarms count as those of the threshold or
   * any higher one, whichever are more; of equal counts the lowest threshold stays.
   *
   * @param measured from the lowest threshold to the highest
   */
  public static List<OperatingPoint> choices(List<OperatingPoint> measured) {
    List<OperatingPoint> kept = new ArrayList<>();
    double most = -1;
    for (int i = measured.size() - 1; i >= 0; i--) {
      OperatingPoint point = measured.get(i);
      if (point.falseAlarmsPerHour() <= most) {
        kept.remove(kept.size() - 1);
      }
      most = Math.max(most, point.falseAlarmsPerHour());
      kept.add(new OperatingPoint(point.threshold(), most, point.missRate()));
    }
    Collections.reverse(kept);
    return kept;
  }

  /**
   * A rule with the thresholds that keep to a budget; labels that are no words keep theirs.
   *
   * @param falseAlarmsPerHour that each word may cause at most
   * @throws KwsException when the table lacks a word, or no threshold of one keeps to the budget
   */
  public DetectorRule within(double falseAlarmsPerHour, DetectorRule rule, KeywordLabels labels) {
    Map<String, Double> chosen = new TreeMap<>(rule.thresholds().byLabel());
    points(falseAlarmsPerHour, labels)
        .forEach((label, point) -> chosen.put(label, point.threshold()));
    return rule.withThresholds(new Thresholds(rule.thresholds().all(), chosen));
  }

  /**
   * The false alarms per hour of all words together with the thresholds that keep to a budget: the
   * sum of those that each word causes alone.
   *
   * @param falseAlarmsPerHour that each word may cause at most
   * @throws KwsException as {@link #within}
   */
  public double together(double falseAlarmsPerHour, KeywordLabels labels) {
    return points(falseAlarmsPerHour, labels).values().stream()
        .mapToDouble(OperatingPoint::falseAlarmsPerHour)
        .sum();
  }

  /** For each word the point with the lowest threshold that keeps to a budget. */
  private Map<String, OperatingPoint> points(double falseAlarmsPerHour, KeywordLabels labels) {
    Map<String, OperatingPoint> chosen = new TreeMap<>();
    Map<String, Double> beyond = new TreeMap<>();
    for (String word : labels.words()) {
      List<OperatingPoint> points = measured(word);
      points.stream()
          .filter(point -> point.falseAlarmsPerHour() <= falseAlarmsPerHour)
          .findFirst()
          .ifPresentOrElse(
              point -> chosen.put(word, point),
              () -> beyond.put(word, points.get(points.size() - 1).falseAlarmsPerHour()));
    }
    if (!beyond.isEmpty()) {
      throw outOfReach(falseAlarmsPerHour, beyond);
    }
    return chosen;
  }

  private List<OperatingPoint> measured(String label) {
    List<OperatingPoint> points = byLabel.getOrDefault(label, List.of());
    if (points.isEmpty()) {
      throw new KwsException("no thresholds were measured for '" + label + "'");
    }
    return points;
  }

  private static KwsException outOfReach(double falseAlarmsPerHour, Map<String, Double> fewest) {
    return new KwsException(
        String.format(
            Locale.ROOT,
            "no threshold of %s keeps to %s false alarms per hour: the fewest are %s",
            fewest.keySet().stream().map(name -> "'" + name + "'").collect(joining(", ")),
            falseAlarmsPerHour,
            fewest.values().stream()
                .map(alarms -> String.format(Locale.ROOT, "%.2f", alarms))
                .collect(joining(", "))));
  }
}
