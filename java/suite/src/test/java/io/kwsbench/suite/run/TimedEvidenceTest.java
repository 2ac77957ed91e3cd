package io.kwsbench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.gate.Gate;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.stats.decision.RegressionVerdict;
import org.junit.jupiter.api.Test;

class TimedEvidenceTest {
  /** Relative to the limit of 0.1 the interval is [2.5, 43]. */
  @Test
  void anIntervalAboveTheLimitIsNotSaidToIncludeIt() {
    Gate.Ratio gate = new Gate.Ratio("a", 0.1, 0);
    assertThat(TimedEvidence.aboutLimit(gate, undecided(2.5)))
        .isEqualTo("the run's noise floor of +900.0 % hides the difference");
    assertThat(TimedEvidence.aboutLimit(gate, undecided(0.5)))
        .isEqualTo("the interval still includes the limit");
  }

  private static Decision undecided(double low) {
    return new Decision(
        RegressionVerdict.UNDECIDED, new RatioInterval(10, low, 43, 0.99), 9, 9, 0.4, 16, false);
  }
}
