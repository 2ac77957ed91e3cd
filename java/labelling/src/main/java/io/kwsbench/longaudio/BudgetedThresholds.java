package io.kwsbench.longaudio;

import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.OperatingTable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The thresholds that keep each word to a number of false alarms per hour, and what the detector
 * makes of the audio with all of them together.
 *
 * @param perHour the false alarms that each word may cause per hour
 * @param table what every threshold costs
 * @param rule with the chosen thresholds
 * @param words the counts of each word, with all thresholds together
 */
public record BudgetedThresholds(
    double perHour, OperatingTable table, DetectorRule rule, SortedMap<String, WordCount> words) {
  /**
   * Chooses the lowest threshold of each word that keeps to the budget.
   *
   * @throws io.kwsbench.KwsException when a word has no such threshold
   */
  public static BudgetedThresholds of(
      double perHour, List<PosteriorTrack> tracks, ThresholdSweep sweep) {
    OperatingTable table = sweep.of(tracks);
    DetectorRule chosen = table.within(perHour, sweep.rule(), sweep.labels());
    Map<String, WordCount> counts = sweep.counts(tracks, chosen);
    return new BudgetedThresholds(perHour, table, chosen, new TreeMap<>(counts));
  }

  /** The counts of all words. */
  public WordCount together() {
    return words.values().stream().reduce(WordCount.NONE, WordCount::plus);
  }

  /** The rate that some false alarms are in this audio. */
  public AlarmRate rate(int falseAlarms) {
    return new AlarmRate(falseAlarms, table.hours());
  }
}
