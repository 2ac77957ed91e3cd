package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
  private static final RegressionRule RULE = RegressionRule.of(0.03);

  @Test
  void aSlowdownWithinTheRunsOwnNoiseFloorIsNoRegression() {
    SequentialTest test = new SequentialTest(List.of(RULE));
    test.look(200, i -> new Evidence(estimate(200, 0.08, 1, test), estimate(200, 0.10, 2, test)));
    Decision decision = test.decision(0).orElseThrow();
    assertThat(decision.verdict()).isEqualTo(RegressionVerdict.UNDECIDED);
    assertThat(decision.noiseFloor()).isGreaterThan(0.10);
    assertThat(decision.reason(0.03)).contains("noise floor");
  }

  @Test
  void aVerdictOnceReachedStaysAndIsNotAskedForAgain() {
    SequentialTest test = new SequentialTest(List.of(RULE, RULE));
    test.look(100, slowdowns(test, 0.2, 0.03));
    assertThat(test.decision(0).orElseThrow().verdict()).isEqualTo(RegressionVerdict.REGRESSION);
    assertThat(test.isDecided()).isFalse();
    test.look(
        150,
        i -> {
          assertThat(i).isEqualTo(1);
          return slowdowns(test, 0, 0).apply(i);
        });
    assertThat(test.decision(0).orElseThrow().rounds()).isEqualTo(100);
    assertThat(test.decision(1).orElseThrow().verdict()).isEqualTo(RegressionVerdict.PASS);
    assertThat(test.isDecided()).isTrue();
  }

  @Test
  void manyCasesNeedStrongerEvidenceThanOne() {
    double alone = levelOfOnly(1);
    // a second case already shares alpha, at a fifth of the replicates that ten need
    double amongTwo = levelOfOnly(2);
    assertThat(amongTwo).isGreaterThan(alone);
  }

  @Test
  void atTheThresholdItStopsWhenNarrowAndStaysUndecided() {
    SequentialTest test = new SequentialTest(List.of(RULE));
    test.look(5000, slowdowns(test, 5000, new double[] {Math.log(1.03)}));
    assertThat(test.decision(0).orElseThrow().verdict()).isEqualTo(RegressionVerdict.UNDECIDED);
    assertThat(test.decision(0).orElseThrow().reason(0.03)).contains("at the threshold");
    assertThat(test.isDecided()).isTrue();
  }

  @Test
  void looksComeAtGrowingCountsAndEnd() {
    SequentialTest test = new SequentialTest(List.of(RULE));
    int looks = 0;
    for (int rounds = 1; rounds < 20000; rounds++) {
      if (test.wantsLook(rounds)) {
        looks++;
        test.look(rounds, slowdowns(test, 30, new double[] {Math.log(1.03)}));
      }
    }
    assertThat(looks).isEqualTo(RULE.looks());
  }

  private static double levelOfOnly(int cases) {
    SequentialTest test = new SequentialTest(java.util.Collections.nCopies(cases, RULE));
    double[] means = new double[cases];
    means[0] = 0.05;
    test.look(100, slowdowns(test, 100, means));
    return test.decision(0).orElseThrow().interval().level();
  }

  private static IntFunction<Evidence> slowdowns(SequentialTest test, double... means) {
    return slowdowns(test, 100, means);
  }

  private static IntFunction<Evidence> slowdowns(SequentialTest test, int rounds, double[] means) {
    return i ->
        new Evidence(estimate(rounds, means[i], i, test), estimate(rounds, 0, i + 100, test));
  }

  private static RatioEstimate estimate(int rounds, double mean, long seed, SequentialTest test) {
    Random random = new Random(seed);
    double[] series = new double[rounds];
    Arrays.setAll(series, i -> mean + 0.01 * random.nextGaussian());
    return RatioEstimate.paired(series, 1, test.finestTail(), seed);
  }
}
