package io.kwsbench.longaudio;

import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.MicroRule;
import io.kwsbench.detect.OperatingPoint;
import io.kwsbench.detect.OperatingTable;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The misses and false alarms of each word's thresholds, over one or several pieces of long audio.
 *
 * <p>Each word is measured as if alone: other words' detections do not hold its own back. {@link
 * TensorFlowRule} cannot be taken apart like that; with it, all words have the same threshold.
 *
 * @param rule whose thresholds of words are left out of account
 * @param inTime which detections match a word
 */
public record ThresholdSweep(DetectorRule rule, KeywordLabels labels, MatchRule inTime) {
  /** The operating points of all words. */
  public OperatingTable of(List<PosteriorTrack> tracks) {
    SortedMap<String, List<OperatingPoint>> measured = new TreeMap<>();
    double hours = hours(tracks);
    for (double threshold : RocCurve.thresholds()) {
      Map<String, WordCount> counts = counts(tracks, independent().withThresholds(all(threshold)));
      counts.forEach(
          (label, count) ->
              measured
                  .computeIfAbsent(label, none -> new ArrayList<>())
                  .add(
                      new OperatingPoint(
                          threshold, count.falseAlarms() / hours, count.missRate())));
    }
    measured.replaceAll((label, points) -> OperatingTable.choices(points));
    return new OperatingTable(hours, measured);
  }

  static double hours(List<PosteriorTrack> tracks) {
    return tracks.stream().mapToDouble(track -> track.truth().hours()).sum();
  }

  /** The detections of a rule as it is, beside the words of a track. */
  public Matches matches(PosteriorTrack track, DetectorRule whole) {
    return track.matches(whole, labels, inTime);
  }

  /** The counts of each word with a rule as it is. */
  Map<String, WordCount> counts(List<PosteriorTrack> tracks, DetectorRule whole) {
    SortedMap<String, WordCount> counts = new TreeMap<>();
    labels.words().forEach(label -> counts.put(label, WordCount.NONE));
    for (PosteriorTrack track : tracks) {
      Matches matches = matches(track, whole);
      matches.hits().forEach(hit -> add(counts, hit.word().label(), new WordCount(1, 0, 0)));
      matches.missed().forEach(word -> add(counts, word.label(), new WordCount(1, 1, 0)));
      matches.falseAlarms().forEach(one -> add(counts, one.label(), new WordCount(0, 0, 1)));
    }
    return counts;
  }

  private static void add(Map<String, WordCount> counts, String label, WordCount more) {
    counts.merge(label, more, WordCount::plus);
  }

  /** One threshold for all words; labels that are none keep the rule's. */
  private Thresholds all(double threshold) {
    Map<String, Double> byLabel = new TreeMap<>(rule.thresholds().byLabel());
    labels.words().forEach(word -> byLabel.put(word, threshold));
    return new Thresholds(rule.thresholds().all(), byLabel);
  }

  private DetectorRule independent() {
    if (rule instanceof AverageRule average) {
      return new AverageRule(average.results(), own(average.refractory()), average.thresholds());
    }
    if (rule instanceof StreakRule streak) {
      return new StreakRule(streak.results(), own(streak.refractory()), streak.thresholds());
    }
    if (rule instanceof MicroRule micro) {
      return new MicroRule(micro.results(), own(micro.refractory()), micro.thresholds());
    }
    return rule;
  }

  private static Refractory own(Refractory refractory) {
    return Refractory.ofLabel(refractory.millis());
  }
}
