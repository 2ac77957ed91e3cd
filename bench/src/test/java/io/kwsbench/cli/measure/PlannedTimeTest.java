package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.RunLimit;
import org.junit.jupiter.api.Test;

class PlannedTimeTest {
  private static String of(int runs, double seconds, int engines) {
    RunLimit limit = new RunLimit(runs, seconds, -1);
    return PlannedTime.of(new BenchmarkPlan(RunLimit.runs(1), limit, limit, -1), engines);
  }

  @Test
  void timedRunsAlternateAndTracedRunsDoNot() {
    assertThat(of(1000, 10, 1)).isEqualTo("at most 20 s");
    assertThat(of(1000, 10, 2)).isEqualTo("at most 30 s");
    assertThat(of(0, 0.2, 2)).isEqualTo("at most 1 s");
  }

  @Test
  void withoutALimitOfTimeTheRunsAreNamed() {
    assertThat(of(5000, 0, 2)).isEqualTo("5,000 timed and 5,000 traced runs");
    assertThat(of(0, 0, 2)).isEqualTo("until Ctrl-C");
  }
}
