package io.kwsbench.evaluate;

import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
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
   */
  public record Point(
      double threshold,
      int falseAlarms,
      double falseAlarmsPerHour,
      int missed,
      double falseRejectRate) {}

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
    LongAudio audio = track.audio();
    KeywordLabels keywords = new KeywordLabels(labels);
    List<Point> points = new ArrayList<>();
    for (double threshold : thresholds()) {
      DetectorRule set = rule.withThresholds(Thresholds.of(threshold));
      List<Detection> found =
          track.detections(new Detector(set, keywords, audio.sampleRate())).stream()
              .filter(detection -> keywords.isKeyword(detection.index()))
              .toList();
      int right = right(found, track, toleranceSamples);
      int alarms = found.size() - right;
      int missed = audio.events().size() - right;
      double rejected = audio.events().isEmpty() ? 0 : missed / (double) audio.events().size();
      points.add(new Point(threshold, alarms, alarms / audio.hours(), missed, rejected));
    }
    return new RocCurve(audio.name(), audio.hours(), audio.events().size(), points);
  }

  /** 0.05 to 0.95, then closer and closer to 1, where a confident model is decided. */
  private static double[] thresholds() {
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

  /** Every word matches the first detection of it that is in time; every detection one word. */
  private static int right(List<Detection> found, PosteriorTrack track, int tolerance) {
    boolean[] used = new boolean[found.size()];
    int right = 0;
    for (LongAudio.Event event : track.audio().events()) {
      long latest = (long) event.start() + track.window() + tolerance;
      for (int i = 0; i < used.length; i++) {
        Detection detection = found.get(i);
        boolean inTime = detection.time() > event.start() && detection.time() <= latest;
        if (!used[i] && inTime && detection.label().equals(event.label())) {
          used[i] = true;
          right++;
          break;
        }
      }
    }
    return right;
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
