package io.kwsbench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementWarningTest {
  private static Environment.State state(
      double load, Double celsius, Long throttled, long busy, long own, long clock) {
    return new Environment.State(
        Optional.of(load),
        Optional.empty(),
        Optional.ofNullable(celsius),
        Optional.ofNullable(throttled),
        busy,
        own,
        clock);
  }

  private static Environment environment(
      String governor, Environment.State before, Environment.State after) {
    return new Environment(
        "2026-01-01T00:00:00Z",
        List.of(),
        new Environment.Cpu(
            "cpu", 2, 2, List.of(), Optional.empty(), Optional.ofNullable(governor), 0),
        before,
        after,
        new Environment.Software("os", "jvm", "engine", "1", 1, "0"));
  }

  @Test
  void aQuietMachineRaisesNone() {
    Environment quiet =
        environment(
            "performance",
            state(0.1, 50.0, 3L, 0, 0, 0),
            state(0.9, 60.0, 3L, 1_050_000_000L, 1_000_000_000L, 1_000_000_000L));
    assertThat(MeasurementWarning.about(quiet, new Told())).isEmpty();
  }

  @Test
  void governorLoadHeatAndThrottlingEachRaiseOneWithAdvice() {
    Environment bad =
        environment(
            "powersave",
            state(0.1, 50.0, 3L, 0, 0, 0),
            state(0.9, 85.0, 5L, 2_000_000_000L, 1_000_000_000L, 1_000_000_000L));
    List<MeasurementWarning> doubts = MeasurementWarning.about(bad, new Told());
    assertThat(doubts)
        .extracting(MeasurementWarning::what)
        .containsExactly(
            "the CPU governor is powersave",
            "other processes kept 1.0 of 2 processors busy while measuring",
            "the processor throttled 2 times while measuring",
            "the processor is at 85 °C");
    assertThat(doubts).allSatisfy(doubt -> assertThat(doubt.advice()).isNotBlank());
    assertThat(doubts.get(1).advice()).isEqualTo("stop them");
    assertThat(doubts.get(2).advice()).isEqualTo("cool it, or pause");
    assertThat(doubts.get(3).advice()).isEqualTo("let it cool down, or pause");
  }

  private record Told() implements MeasurementWarning.Cures {
    @Override
    public String pause() {
      return "pause";
    }

    @Override
    public String busy() {
      return "stop them";
    }

    @Override
    public String fewerThreads(int processors) {
      return "take fewer";
    }
  }
}
