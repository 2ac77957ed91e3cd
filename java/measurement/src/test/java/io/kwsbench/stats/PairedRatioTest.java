package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.stats.decision.RatioInterval;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
  private static final int RUNS = 2000;

  @Test
  void typicalRatioIsThatOfThePairs() {
    double[] slow = new double[RUNS];
    double[] fast = new double[RUNS];
    Random random = new Random(1);
    for (int i = 0; i < RUNS; i++) {
      // the machine's speed drifts, which pairs do not see
      double drift = 1 + 0.5 * i / RUNS;
      slow[i] = 180 * drift * (1 + 0.02 * random.nextGaussian());
      fast[i] = 100 * drift * (1 + 0.02 * random.nextGaussian());
    }
    RatioInterval typical = PairedRatio.typical(slow, fast).orElseThrow();
    assertThat(typical.low()).isLessThanOrEqualTo(typical.ratio()).isBetween(1.77, 1.80);
    assertThat(typical.high()).isGreaterThanOrEqualTo(typical.ratio()).isBetween(1.80, 1.83);
  }

  @Test
  void aNeighborOfAQuarterOfTheTimeWidensTheMeanButNotTheTypicalRatio() {
    double[] slow = new double[RUNS];
    double[] fast = new double[RUNS];
    Arrays.fill(slow, 180);
    Arrays.fill(fast, 100);
    Arrays.fill(fast, 0, RUNS / 4, 500);
    assertThat(PairedRatio.typical(slow, fast).orElseThrow())
        .isEqualTo(new RatioInterval(1.8, 1.8, 1.8, 0.99));
    assertThat(PairedRatio.of(slow, fast, 1).orElseThrow().low()).isLessThan(1.5);
  }

  @Test
  void theIntervalHoldsTheTrueRatioAsOftenAsItSays() {
    Random random = new Random(2);
    int held = 0;
    int series = 1000;
    for (int s = 0; s < series; s++) {
      double[] first = new double[50];
      double[] second = new double[50];
      for (int i = 0; i < first.length; i++) {
        first[i] = Math.exp(random.nextGaussian());
        second[i] = Math.exp(random.nextGaussian());
      }
      RatioInterval interval = PairedRatio.typical(first, second).orElseThrow();
      held += interval.low() <= 1 && interval.high() >= 1 ? 1 : 0;
    }
    // 99 %, within four standard errors
    assertThat(held).isBetween(977, 1000);
  }

  @Test
  void fewRunsHaveNoInterval() {
    double[] seven = {1, 1, 1, 1, 1, 1, 1};
    double[] eight = {1, 1, 1, 1, 1, 1, 1, 1};
    assertThat(PairedRatio.typical(seven, seven)).isEmpty();
    assertThat(PairedRatio.typical(eight, eight)).isPresent();
  }
}
