package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignBoundsTest {
  private static final double MARGIN = Math.log(SignBounds.MARGIN);

  @Test
  void boundsAreOrderStatisticsWithTheMargin() {
    SignBounds bounds = SignBounds.of(new double[] {3, 1, 2, 5, 4});
    // at most one of five below the median: (1 + 5) / 32
    assertThat(bounds.low(6 / 32.0)).isEqualTo(2 - MARGIN);
    assertThat(bounds.high(6 / 32.0)).isEqualTo(4 + MARGIN);
    assertThat(bounds.low(1 / 32.0)).isEqualTo(1 - MARGIN);
    assertThat(bounds.low(0.03)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(bounds.high(0.03)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void allRoundsOnOneSideHaveTheChanceOfAsManyTosses() {
    double[] rounds = new double[28];
    Arrays.fill(rounds, Math.log(12.4));
    SignBounds bounds = SignBounds.of(rounds);
    assertThat(bounds.pValueAbove(Math.log(1.03))).isCloseTo(Math.pow(2, -28), within(1e-15));
    assertThat(bounds.pValueBelow(Math.log(1.03))).isEqualTo(1);
    assertThat(bounds.pValueAbove(Math.log(12))).isEqualTo(1);
    rounds[3] = 0;
    assertThat(SignBounds.of(rounds).pValueAbove(Math.log(1.03)))
        .isCloseTo(29 * Math.pow(2, -28), within(1e-13));
  }

  @Test
  void twoSeriesShareTheTail() {
    double[] candidate = new double[20];
    Arrays.fill(candidate, 2);
    SignBounds bounds = SignBounds.of(candidate, new double[12]);
    assertThat(bounds.pValueAbove(1)).isCloseTo(2 * Math.pow(2, -12), within(1e-12));
    assertThat(bounds.low(0.001)).isCloseTo(2 - MARGIN, within(1e-12));
    assertThat(bounds.low(0.0004)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aFewDozenRoundsOfOneLoadingDecideAGrossRatio() {
    Random random = new Random(5);
    double[] rounds = new double[28];
    Arrays.setAll(rounds, i -> Math.log(12.4) + 0.05 * random.nextGaussian());
    RatioEstimate estimate = RatioEstimate.paired(rounds, 24, 0.01 / 12, 1);
    assertThat(estimate.pValueAbove(1.03)).isLessThan(1e-6);
    RatioInterval interval = estimate.interval(0.01 / 12);
    assertThat(interval.low()).isBetween(6.0, 12.0);
    assertThat(interval.high()).isBetween(12.8, 25.0);
  }

  @Test
  void whatALoadingMayShareIsNoDifference() {
    double[] rounds = new double[200];
    Arrays.fill(rounds, Math.log(1.4));
    assertThat(SignBounds.of(rounds).pValueAbove(0)).isEqualTo(1);
  }
}
