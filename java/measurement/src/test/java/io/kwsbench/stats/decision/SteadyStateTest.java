package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {
  @ParameterizedTest
  @ValueSource(ints = {20, 35, 60, 90})
  void aStepDownIsFound(int at) {
    SteadyState state = SteadyState.of(series(200, i -> i < at ? 3e6 : 1e6));
    assertThat(state.reached()).isTrue();
    assertThat(state.runs()).isBetween(at, at + 30);
  }

  @Test
  void aDecayIsCutWhereItHasDrownedInTheNoise() {
    SteadyState state = SteadyState.of(series(300, i -> 1e6 * (1 + 2 * Math.exp(-i / 10.0))));
    assertThat(state.reached()).isTrue();
    assertThat(state.runs()).isBetween(25, 90);
  }

  @Test
  void aWarmSeriesLosesAlmostNothing() {
    int worst =
        IntStream.range(0, 50)
            .map(seed -> SteadyState.of(series(200, i -> 1e6, seed)).runs())
            .sorted()
            .toArray()[44];
    assertThat(worst).isLessThanOrEqualTo(100);
  }

  @Test
  void whatStillFallsHasNotSettled() {
    assertThat(SteadyState.of(series(100, i -> 1e6 * (1000 - 9 * i))).reached()).isFalse();
  }

  @Test
  void aStepInTheLastQuarterHasNotSettled() {
    assertThat(SteadyState.of(series(100, i -> i < 70 ? 2e6 : 1e6)).reached()).isFalse();
  }

  @Test
  void fewRunsTellNothing() {
    assertThat(SteadyState.of(series(19, i -> 1e6)).reached()).isFalse();
  }

  @Test
  void aPreemptedRunIsNoPhase() {
    SteadyState state = SteadyState.of(series(200, i -> i % 41 == 3 ? 9e6 : 1e6));
    assertThat(state.runs()).isLessThanOrEqualTo(100);
    assertThat(state.reached()).isTrue();
  }

  private static double[] series(int runs, IntToDoubleFunction nanos) {
    return series(runs, nanos, 5);
  }

  private static double[] series(int runs, IntToDoubleFunction nanos, int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, runs)
        .mapToDouble(i -> nanos.applyAsDouble(i) * Math.exp(0.02 * random.nextGaussian()))
        .toArray();
  }
}
