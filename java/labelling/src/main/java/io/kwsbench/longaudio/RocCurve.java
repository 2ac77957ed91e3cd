package io.kwsbench.longaudio;

import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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
   * @param inTime which detections match a word
   */
  public static RocCurve of(
      PosteriorTrack track, List<String> labels, DetectorRule rule, MatchRule inTime) {
    return of(track, labels, rule, inTime, thresholds());
  }

  /**
   * With thresholds so close together that curves of nearly the same scores can be compared.
   *
   * @param labels the classes of the track
   * @param rule whose thresholds are left out of account
   * @param inTime which detections match a word
   */
  public static RocCurve fine(
      PosteriorTrack track, List<String> labels, DetectorRule rule, MatchRule inTime) {
    return of(
        track,
        labels,
        rule,
        inTime,
        IntStream.range(10, 200).mapToDouble(i -> i / 200.0).toArray());
  }

  private static RocCurve of(
      PosteriorTrack track,
      List<String> labels,
      DetectorRule rule,
      MatchRule inTime,
      double[] thresholds) {
    KeywordLabels keywords = new KeywordLabels(labels);
    LongAudio.Truth truth = track.truth().only(keywords.words());
    int said = truth.events().size();
    List<Point> points = new ArrayList<>();
    for (double threshold : thresholds) {
      DetectorRule set = rule.withThresholds(Thresholds.of(threshold));
      Matches matches = track.matches(set, keywords, inTime);
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

  /**
   * The area under the curve of misses over false alarms: the mean share of words that the best
   * threshold misses, over all limits of false alarms from none to {@code most} per hour. Where no
   * threshold keeps to a limit, all words are missed.
   */
  public double area(double most) {
    double[] rates =
        points.stream().mapToDouble(Point::falseAlarmsPerHour).filter(r -> r < most).toArray();
    double[] limits =
        DoubleStream.concat(DoubleStream.of(0, most), DoubleStream.of(rates)).sorted().toArray();
    double area = 0;
    for (int i = 0; i + 1 < limits.length; i++) {
      double missed = at(limits[i]).map(Point::falseRejectRate).orElse(1.0);
      area += missed * (limits[i + 1] - limits[i]);
    }
    return area / most;
  }
}
