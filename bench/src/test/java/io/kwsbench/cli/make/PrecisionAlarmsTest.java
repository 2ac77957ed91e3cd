package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.longaudio.Delay;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.report.precision.PrecisionResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionAlarmsTest {
  private static final Delay NONE = new Delay(0, Double.NaN, Double.NaN);

  private static RocCurve.Point point(double threshold, int alarms, int missed) {
    return new RocCurve.Point(threshold, alarms, alarms / 2.0, missed, missed / 100.0, NONE);
  }

  private static RocCurve curve(RocCurve.Point... points) {
    return new RocCurve("audio", 2, 100, List.of(points));
  }

  private static PrecisionResult.LongAudio of(RocCurve floats, RocCurve other) {
    return PrecisionAlarms.of(List.of("float32", "int8"), List.of(floats, other));
  }

  @Test
  void aPrecisionHasTheFewestAlarmsThatMissNoMoreThanFloats() {
    PrecisionResult.LongAudio audio =
        of(
            curve(point(0.5, 60, 5), point(0.7, 20, 10), point(0.9, 4, 30)),
            curve(point(0.4, 50, 8), point(0.6, 26, 9), point(0.7, 18, 11), point(0.9, 0, 40)));

    assertThat(audio.hours()).isEqualTo(2);
    assertThat(audio.words()).isEqualTo(100);
    // 20 alarms in two hours are the ten per hour that floats may have
    assertThat(audio.precisions().get(0).threshold()).isEqualTo(0.7);
    assertThat(audio.precisions().get(0).falseAlarmsPerHour()).isEqualTo(10);
    PrecisionResult.Alarms int8 = audio.precisions().get(1);
    assertThat(int8.precision()).isEqualTo("int8");
    assertThat(int8.threshold()).isEqualTo(0.6);
    assertThat(int8.falseAlarms()).isEqualTo(26);
    assertThat(int8.missedShare()).isEqualTo(0.09);
    assertThat(int8.interval95().get(0)).isLessThan(13);
    assertThat(int8.interval95().get(1)).isGreaterThan(13);
  }

  @Test
  void whereFloatsAlwaysHaveMoreAlarmsTheirHighestThresholdCounts() {
    PrecisionResult.LongAudio audio =
        of(curve(point(0.5, 90, 5), point(0.9, 50, 20)), curve(point(0.5, 80, 20)));
    assertThat(audio.precisions().get(0).threshold()).isEqualTo(0.9);
    assertThat(audio.precisions().get(1).falseAlarms()).isEqualTo(80);
  }

  @Test
  void aPrecisionThatAlwaysMissesMoreShowsItsFewestMisses() {
    PrecisionResult.LongAudio audio =
        of(curve(point(0.5, 10, 5)), curve(point(0.3, 30, 9), point(0.5, 8, 12)));
    assertThat(audio.precisions().get(1).missedShare()).isEqualTo(0.09);
    assertThat(audio.precisions().get(1).falseAlarms()).isEqualTo(30);
  }
}
