package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Campaign;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * False alarms and power of the whole procedure on machines with known disturbances. Every
 * comparison has a seed of its own, so that a sample judges the same ones each time.
 */
@Tag(Campaign.TAG)
class SequentialTestSimulationTest {
  private static final double BUDGET_SECONDS = 30;
  private static final double SHORT_BUDGET_SECONDS = 5;
  private static final double THRESHOLD = 0.03;

  /** About 30 rounds of a model that is slow to load: one loading and the beginning of another. */
  private static final double FEW_ROUNDS_SECONDS = 1;

  private static final int LONG_LOADING = 24;

  enum Machine {
    QUIET(EnumSet.noneOf(NoisyMachine.Noise.class)),
    CORRELATED(EnumSet.of(NoisyMachine.Noise.CORRELATED)),
    FREQUENCY_STEPS(EnumSet.of(NoisyMachine.Noise.FREQUENCY_STEPS)),
    NEIGHBOR(EnumSet.of(NoisyMachine.Noise.NEIGHBOR)),
    DRIFT(EnumSet.of(NoisyMachine.Noise.DRIFT)),
    LAYOUT(EnumSet.of(NoisyMachine.Noise.LAYOUT)),
    CROWD(EnumSet.of(NoisyMachine.Noise.CROWD)),
    EVERYTHING(EnumSet.allOf(NoisyMachine.Noise.class));

    private final Set<NoisyMachine.Noise> noises;

    Machine(Set<NoisyMachine.Noise> noises) {
      this.noises = noises;
    }
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void aGraphAgainstItselfRaisesNoAlarm(Machine machine) {
    int comparisons = Campaign.tries(10, 300);
    Map<RegressionVerdict, Long> verdicts = verdicts(machine, 1.0, comparisons, BUDGET_SECONDS);
    assertThat(verdicts.getOrDefault(RegressionVerdict.REGRESSION, 0L))
        .as("%s", verdicts)
        .isLessThanOrEqualTo(comparisons / 100);
    assertThat(verdicts.getOrDefault(RegressionVerdict.PASS, 0L))
        .as("%s", verdicts)
        .isGreaterThanOrEqualTo(comparisons * 95 / 100);
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void aSlowdownOfFivePercentIsCalled(Machine machine) {
    int comparisons = Campaign.tries(5, 100);
    Map<RegressionVerdict, Long> verdicts = verdicts(machine, 1.05, comparisons, BUDGET_SECONDS);
    assertThat(verdicts.getOrDefault(RegressionVerdict.REGRESSION, 0L))
        .as("%s", verdicts)
        .isGreaterThanOrEqualTo(comparisons * 95 / 100);
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void aSlowdownAtTheThresholdIsNotCalledMoreOftenThanAlpha(Machine machine) {
    int comparisons = Campaign.tries(5, 100);
    Map<RegressionVerdict, Long> verdicts =
        verdicts(machine, 1 + THRESHOLD, comparisons, SHORT_BUDGET_SECONDS);
    assertThat(verdicts.getOrDefault(RegressionVerdict.REGRESSION, 0L))
        .as("%s", verdicts)
        .isLessThanOrEqualTo(comparisons / 33);
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void aGrossSlowdownIsCalledInFewRounds(Machine machine) {
    int comparisons = Campaign.tries(5, 50);
    Map<RegressionVerdict, Long> verdicts =
        fewRounds(machine, 12.4, comparisons, 8 * FEW_ROUNDS_SECONDS);
    assertThat(verdicts.getOrDefault(RegressionVerdict.REGRESSION, 0L))
        .as("%s", verdicts)
        .isGreaterThanOrEqualTo(comparisons * 96 / 100);
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void fewRoundsOfOneLoadingRaiseNoAlarm(Machine machine) {
    int comparisons = Campaign.tries(10, 300);
    Map<RegressionVerdict, Long> verdicts =
        fewRounds(machine, 1 + THRESHOLD, comparisons, FEW_ROUNDS_SECONDS);
    assertThat(verdicts.getOrDefault(RegressionVerdict.REGRESSION, 0L))
        .as("%s", verdicts)
        .isLessThanOrEqualTo(comparisons / 100);
  }

  private static Map<RegressionVerdict, Long> fewRounds(
      Machine machine, double slowdown, int comparisons, double budgetSeconds) {
    return LongStream.range(0, comparisons)
        .parallel()
        .mapToObj(
            seed -> {
              NoisyMachine noisy = new NoisyMachine(31 * seed + 7, machine.noises);
              return new SimulatedComparison(noisy, slowdown, seed, LONG_LOADING)
                  .decide(THRESHOLD, budgetSeconds, seed)
                  .verdict();
            })
        .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
  }

  private static Map<RegressionVerdict, Long> verdicts(
      Machine machine, double slowdown, int comparisons, double budgetSeconds) {
    // every comparison has its own seed, so that threads change nothing but the time this takes
    return LongStream.range(0, comparisons)
        .parallel()
        .mapToObj(seed -> verdict(machine, slowdown, budgetSeconds, seed))
        .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
  }

  private static RegressionVerdict verdict(
      Machine machine, double slowdown, double budgetSeconds, long seed) {
    NoisyMachine noisy = new NoisyMachine(31 * seed + 7, machine.noises);
    SimulatedComparison comparison = new SimulatedComparison(noisy, slowdown, seed);
    return comparison.decide(THRESHOLD, budgetSeconds, seed).verdict();
  }
}
