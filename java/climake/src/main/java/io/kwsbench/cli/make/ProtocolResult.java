package io.kwsbench.cli.make;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.KwsException;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.longaudio.Matches;
import io.kwsbench.longaudio.PosteriorTrack;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.longaudio.StreamingAccuracy;
import io.kwsbench.longaudio.ThresholdSweep;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/** The answer of a protocol, as JSON names it. */
sealed interface ProtocolResult {
  /** The name of the protocol. */
  String protocol();

  /**
   * The misses at 0.1 false alarms per hour.
   *
   * @param point the threshold with the fewest misses; empty if none has so few false alarms
   */
  record WakeWord(
      String protocol,
      double maxFalseAlarmsPerHour,
      double hours,
      int said,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AtThreshold> point)
      implements ProtocolResult {
    static final double MOST = 0.1;
  }

  /**
   * The counts of a threshold.
   *
   * @param interval95 of the false alarms per hour
   */
  record AtThreshold(
      double threshold,
      int missed,
      double missRate,
      int falseAlarms,
      double falseAlarmsPerHour,
      @JsonProperty("interval_95") List<Double> interval95) {}

  /**
   * The counts of MLPerf Tiny's streaming wake word, with the thresholds of the rule.
   *
   * @param most how many words may be missed, and how many detections may be false
   * @param passing the lowest and the highest of the measured thresholds that pass; empty for none
   */
  record Streaming(
      String protocol,
      int said,
      int missed,
      int falseAlarms,
      int most,
      boolean passed,
      List<Double> passing)
      implements ProtocolResult {
    static final int MOST = 8;
  }

  /**
   * TensorFlow's four percentages.
   *
   * @param said words of the ground truth
   */
  record Accuracy(
      String protocol,
      int said,
      double matchedPercent,
      double correctPercent,
      double wrongPercent,
      double falsePositivePercent)
      implements ProtocolResult {}

  /** The answer for one piece of audio. */
  static ProtocolResult of(
      Protocol protocol, PosteriorTrack track, RocCurve curve, ThresholdSweep sweep) {
    return switch (protocol) {
      case PICOVOICE -> wakeWord(protocol, curve);
      case MLPERF_TINY -> streaming(protocol, track, curve, sweep);
      case TENSORFLOW -> accuracy(protocol, track, sweep);
    };
  }

  /** The rule with the thresholds that the answer is about. */
  default DetectorRule decided(DetectorRule rule) {
    return this instanceof WakeWord wakeWord && wakeWord.point().isPresent()
        ? rule.withThresholds(Thresholds.of(wakeWord.point().get().threshold()))
        : rule;
  }

  private static ProtocolResult wakeWord(Protocol protocol, RocCurve curve) {
    return new WakeWord(
        protocol.label(),
        WakeWord.MOST,
        curve.hours(),
        curve.keywords(),
        curve.at(WakeWord.MOST).map(point -> at(point, curve.hours())));
  }

  private static AtThreshold at(RocCurve.Point point, double hours) {
    AlarmRate rate = new AlarmRate(point.falseAlarms(), hours);
    return new AtThreshold(
        point.threshold(),
        point.missed(),
        point.falseRejectRate(),
        point.falseAlarms(),
        point.falseAlarmsPerHour(),
        List.of(rate.low(), rate.high()));
  }

  private static ProtocolResult streaming(
      Protocol protocol, PosteriorTrack track, RocCurve curve, ThresholdSweep sweep) {
    Matches matches = sweep.matches(track, sweep.rule());
    DoubleSummaryStatistics passing =
        curve.points().stream()
            .filter(p -> passes(p.missed(), p.falseAlarms()))
            .mapToDouble(RocCurve.Point::threshold)
            .summaryStatistics();
    int missed = matches.missed().size();
    int alarms = matches.falseAlarms().size();
    return new Streaming(
        protocol.label(),
        curve.keywords(),
        missed,
        alarms,
        Streaming.MOST,
        passes(missed, alarms),
        passing.getCount() == 0 ? List.of() : List.of(passing.getMin(), passing.getMax()));
  }

  private static boolean passes(int missed, int alarms) {
    return missed <= Streaming.MOST && alarms <= Streaming.MOST;
  }

  private static ProtocolResult accuracy(
      Protocol protocol, PosteriorTrack track, ThresholdSweep sweep) {
    StreamingAccuracy counts =
        track.accuracy(sweep.rule(), sweep.labels(), sweep.inTime().tolerance());
    if (counts.said() == 0) {
      throw new KwsException(track.truth().name() + ": its list has no word of the model");
    }
    return new Accuracy(
        protocol.label(),
        counts.said(),
        counts.percent(counts.matched()),
        counts.percent(counts.correct()),
        counts.percent(counts.wrong()),
        counts.percent(counts.falsePositives()));
  }
}
