package io.kwsbench.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What detectors of all thresholds make of long audio.
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

  /**
   * When a detection counts as right: its window ends within the word's second and this much after.
   *
   * @param toleranceSamples after the end of the word's second
   * @param deafSamples for how long a detection keeps the detector from another
   */
  public record Rule(int toleranceSamples, int deafSamples) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * @param track smoothed, if that is wanted
   * @param labels the classes of the track
   */
  public static RocCurve of(PosteriorTrack track, List<String> labels, Rule rule) {
    LongAudio audio = track.audio();
    List<Point> points = new ArrayList<>();
    for (double threshold : thresholds()) {
      List<Detector.Detection> found = new Detector(threshold, rule.deafSamples()).detect(track);
      int right = right(found, track, labels, rule.toleranceSamples());
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
  private static int right(
      List<Detector.Detection> found, PosteriorTrack track, List<String> labels, int tolerance) {
    boolean[] used = new boolean[found.size()];
    int right = 0;
    for (LongAudio.Event event : track.audio().events()) {
      long latest = (long) event.start() + track.window() + tolerance;
      for (int i = 0; i < used.length; i++) {
        Detector.Detection detection = found.get(i);
        boolean inTime = detection.end() > event.start() && detection.end() <= latest;
        if (!used[i] && inTime && labels.get(detection.label()).equals(event.label())) {
          used[i] = true;
          right++;
          break;
        }
      }
    }
    return right;
  }

  /** The point of fewest misses among those with at most so many false alarms an hour, if any. */
  public Optional<Point> at(double falseAlarmsPerHour) {
    return points.stream()
        .filter(p -> p.falseAlarmsPerHour() <= falseAlarmsPerHour)
        .min(Comparator.comparingInt(Point::missed));
  }
}
