package io.kwsbench.longaudio;

import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The results of detectors with all thresholds on long audio.
 *
 * @param name the audio's
 * @param hours its length
 * @param keywords wanted words said in it
 * @param points from the lowest threshold to the highest
 */
public record RocCurve(String name, double hours, int keywords, List<Point> points) {
  /**
   * One threshold.
   *
   * @param falseAlarms detections that match no word said
   * @param missed words said that no detection matches: rejected, or taken for another
   * @param delay from the words' ends to their detections
   */
  public record Point(
      double threshold,
      int falseAlarms,
      double falseAlarmsPerHour,
      int missed,
      double falseRejectRate,
      Delay delay) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * @param labels the classes of the track
   * @param rule whose thresholds are left out of account
   * @param toleranceSamples how long after a word's second the window of its detection may end
   */
  public static RocCurve of(
      PosteriorTrack track, List<String> labels, DetectorRule rule, int toleranceSamples) {
    LongAudio.Truth truth = track.truth();
    KeywordLabels keywords = new KeywordLabels(labels);
    int said = truth.events().size();
    List<Point> points = new ArrayList<>();
    for (double threshold : thresholds()) {
      DetectorRule set = rule.withThresholds(Thresholds.of(threshold));
      Matches matches = track.matches(set, keywords, toleranceSamples);
      int alarms = matches.falseAlarms().size();
      int missed = matches.missed().size();
      points.add(
          new Point(
              threshold,
              alarms,
              alarms / truth.hours(),
              missed,
              said == 0 ? 0 : missed / (double) said,
              Delay.of(matches.hits(), truth.sampleRate())));
    }
    return new RocCurve(truth.name(), truth.hours(), said, points);
  }

  /** 0.05 to 0.95, then closer and closer to 1, where a confident model is decided. */
  static double[] thresholds() {
    double[] thresholds = new double[19 + 9 + 9];
    for (int i = 0; i < 19; i++) {
      thresholds[i] = (i + 1) * 0.05;
    }
    for (int i = 0; i < 9; i++) {
      thresholds[19 + i] = 0.955 + i * 0.005;
      thresholds[28 + i] = 0.9955 + i * 0.0005;
    }
    return thresholds;
  }

  /**
   * The point with the fewest misses among those with at most a given number of false alarms per
   * hour.
   */
  public Optional<Point> at(double falseAlarmsPerHour) {
    return points.stream()
        .filter(p -> p.falseAlarmsPerHour() <= falseAlarmsPerHour)
        .min(Comparator.comparingInt(Point::missed));
  }
}
