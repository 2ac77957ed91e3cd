package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Campaign;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Campaign.TAG)
class RatioEstimateTest {
  /** The interval must hold the truth as often as it says, correlated rounds or not. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.8})
  void theIntervalCoversTheTruth(double correlation) {
    int covered = 0;
    int series = Campaign.tries(100, 400);
    for (int seed = 0; seed < series; seed++) {
      double[] rounds = autoregressive(120, correlation, 0.02, Math.log(1.04), seed);
      RatioInterval interval = RatioEstimate.paired(rounds, 1, 0.025, seed).interval(0.025);
      covered += interval.low() <= 1.04 && 1.04 <= interval.high() ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(series * (correlation > 0 ? 90 : 92) / 100);
  }

  @Test
  void correlatedRoundsWidenTheInterval() {
    double[] series = autoregressive(200, 0.7, 0.02, 0, 3);
    double[] shuffled = shuffled(series);
    assertThat(RatioEstimate.paired(series, 1, 0.025, 1).interval(0.025).halfWidth())
        .isGreaterThan(
            1.3 * RatioEstimate.paired(shuffled, 1, 0.025, 1).interval(0.025).halfWidth());
  }

  @Test
  void aQuarterOfWildRoundsDoesNotMoveTheRatio() {
    double[] series = autoregressive(200, 0, 0.01, Math.log(1.05), 9);
    for (int i = 0; i < series.length; i += 5) {
      series[i] += 2;
    }
    assertThat(RatioEstimate.paired(series, 1, 0.025, 1).ratio()).isCloseTo(1.05, within(0.006));
  }

  @Test
  void pValuesAndIntervalsAgree() {
    RatioEstimate estimate =
        RatioEstimate.paired(autoregressive(60, 0.2, 0.02, 0.05, 4), 1, 0.001, 4);
    RatioInterval interval = estimate.interval(0.01);
    assertThat(estimate.pValueAbove(interval.low() * 0.999)).isLessThanOrEqualTo(0.011);
    assertThat(estimate.pValueAbove(interval.low() * 1.001)).isGreaterThan(0.01);
    assertThat(estimate.pValueBelow(interval.high() * 1.001)).isLessThanOrEqualTo(0.011);
    assertThat(estimate.pValueBelow(interval.high() * 0.999)).isGreaterThan(0.01);
  }

  @Test
  void sameSeedSameAnswer() {
    double[] series = autoregressive(60, 0.3, 0.02, 0, 4);
    assertThat(RatioEstimate.paired(series, 1, 0.01, 7).interval(0.01))
        .isEqualTo(RatioEstimate.paired(series, 1, 0.01, 7).interval(0.01));
  }

  @Test
  void seriesThatWereNotMeasuredTogetherAreComparedToo() {
    double[] today = autoregressive(100, 0.3, 0.02, Math.log(2.1), 1);
    double[] baseline = autoregressive(80, 0.3, 0.02, Math.log(2.0), 2);
    RatioEstimate estimate = RatioEstimate.unpaired(today, baseline, 1, 1, 0.01, 5);
    assertThat(estimate.ratio()).isCloseTo(1.05, within(0.015));
    assertThat(estimate.interval(0.01).low()).isLessThan(1.05);
    assertThat(estimate.interval(0.01).high()).isGreaterThan(1.05);
  }

  @Test
  void roundsOfOneLoadingProveNothing() {
    double[] series = autoregressive(8, 0, 0.001, Math.log(1.05), 3);
    assertThat(RatioEstimate.paired(series, 8, 0.001, 3).pValueAbove(1.03)).isGreaterThan(0.005);
    assertThat(RatioEstimate.paired(series, 1, 0.001, 3).pValueAbove(1.03)).isLessThan(0.005);
  }

  @Test
  void equalTimesGiveAPointAndNoVerdictAtIt() {
    RatioEstimate estimate = RatioEstimate.paired(new double[40], 1, 0.01, 1);
    assertThat(estimate.interval(0.01).halfWidth()).isZero();
    assertThat(estimate.pValueAbove(1.0)).isEqualTo(1);
    assertThat(estimate.pValueBelow(1.03)).isLessThan(0.01);
  }

  @Test
  void threeRoundsAreTooFew() {
    assertThatThrownBy(() -> RatioEstimate.paired(new double[3], 1, 0.01, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blocksGrowWithCorrelation() {
    assertThat(BlockLength.of(autoregressive(400, 0, 0.02, 0, 11))).isLessThanOrEqualTo(3);
    assertThat(BlockLength.of(autoregressive(400, 0.8, 0.02, 0, 11))).isBetween(8, 80);
    assertThat(BlockLength.of(new double[50])).isEqualTo(1);
    assertThat(BlockLength.of(new double[0])).isEqualTo(1);
  }

  private static double[] autoregressive(
      int n, double correlation, double deviation, double mean, long seed) {
    Random random = new Random(seed);
    double innovation = deviation * Math.sqrt(1 - correlation * correlation);
    double[] series = new double[n];
    double state = deviation * random.nextGaussian();
    for (int i = 0; i < n; i++) {
      state = correlation * state + innovation * random.nextGaussian();
      series[i] = mean + state;
    }
    return series;
  }

  private static double[] shuffled(double[] values) {
    Random random = new Random(1);
    double[] mixed = values.clone();
    for (int i = mixed.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swap = mixed[i];
      mixed[i] = mixed[j];
      mixed[j] = swap;
    }
    return mixed;
  }
}
