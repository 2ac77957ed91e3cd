package io.kwsbench.cli.make;

import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.report.precision.PrecisionResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * False alarms of several precisions on the same long audio, at no more missed words than floats
 * have: a precision that moves scores may need another threshold.
 */
final class PrecisionAlarms {
  /** Floats have the threshold that misses the fewest words among those with so few alarms. */
  static final double FLOATS_PER_HOUR = 10;

  private PrecisionAlarms() {}

  /**
   * The result.
   *
   * @param names of the precisions, floats first
   * @param curves theirs, on one piece of audio
   */
  static PrecisionResult.LongAudio of(List<String> names, List<RocCurve> curves) {
    RocCurve floats = curves.get(0);
    int missed = floats.at(FLOATS_PER_HOUR).orElse(highest(floats)).missed();
    List<PrecisionResult.Alarms> alarms = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      alarms.add(alarms(names.get(i), curves.get(i), missed));
    }
    return new PrecisionResult.LongAudio(floats.hours(), floats.keywords(), alarms);
  }

  private static RocCurve.Point highest(RocCurve curve) {
    return curve.points().get(curve.points().size() - 1);
  }

  private static PrecisionResult.Alarms alarms(String name, RocCurve curve, int missed) {
    RocCurve.Point point = best(curve, missed);
    AlarmRate rate = new AlarmRate(point.falseAlarms(), curve.hours());
    return new PrecisionResult.Alarms(
        name,
        point.threshold(),
        point.falseRejectRate(),
        point.falseAlarms(),
        rate.perHour(),
        List.of(rate.low(), rate.high()));
  }

  /** Where every threshold misses more, the one that misses the fewest. */
  private static RocCurve.Point best(RocCurve curve, int missed) {
    return curve.points().stream()
        .filter(point -> point.missed() <= missed)
        .min(
            Comparator.comparingInt(RocCurve.Point::falseAlarms)
                .thenComparing(RocCurve.Point::missed))
        .orElseGet(
            () ->
                curve.points().stream()
                    .min(
                        Comparator.comparingInt(RocCurve.Point::missed)
                            .thenComparing(RocCurve.Point::falseAlarms))
                    .orElseThrow());
  }
}
