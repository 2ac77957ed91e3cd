package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  @Test
  void aLevelThatStaysIsAChange() {
    double[] values = series(1, 20, i -> i < 12 ? 100 : 104);
    List<ChangePoints.Change> changes = ChangePoints.of(values);
    assertThat(changes).extracting(ChangePoints.Change::index).containsExactly(12);
    assertThat(changes.get(0).before()).isCloseTo(100, within(1.0));
    assertThat(changes.get(0).after()).isCloseTo(104, within(1.0));
  }

  @Test
  void severalLevelsAreSeveralChanges() {
    double[] values = series(2, 60, i -> i < 20 ? 100 : i < 40 ? 110 : 95);
    assertThat(ChangePoints.of(values))
        .extracting(ChangePoints.Change::index)
        .containsExactly(20, 40);
  }

  @Test
  void oneOutlierIsNone() {
    double[] values = series(3, 30, i -> i == 17 ? 500 : 100);
    assertThat(ChangePoints.of(values)).isEmpty();
  }

  @Test
  void equalValuesHaveNone() {
    assertThat(ChangePoints.of(new double[40])).isEmpty();
    assertThat(ChangePoints.of(new double[0])).isEmpty();
  }

  /** The level of the test, over a thousand histories of noise. */
  @Test
  void noiseRarelyLooksLikeAChange() {
    long alarms =
        IntStream.range(0, 1000)
            .filter(seed -> !ChangePoints.of(series(seed, 25, i -> 100)).isEmpty())
            .count();
    assertThat(alarms).isLessThanOrEqualTo((long) (1000 * ChangePoints.LEVEL));
  }

  private static double[] series(long seed, int count, java.util.function.IntUnaryOperator level) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToDouble(i -> level.applyAsInt(i) + random.nextGaussian() / 2)
        .toArray();
  }
}
