package io.kwsbench.stats.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Looks at growing evidence for several comparisons and stops as soon as each is decided.
 *
 * <p>Looking often is paid for: every look spends an equal part of alpha (Bonferroni over looks),
 * and within a look Holm's correction shares it among the comparisons. A comparison is
 *
 * <ul>
 *   <li>a regression when its interval lies wholly above the threshold <i>and</i> above the noise
 *       floor that the A/A comparison of the same rounds shows;
 *   <li>passed when its interval lies wholly below the threshold;
 *   <li>else undecided, and more rounds are wanted until the interval is as narrow as the rule
 *       asks.
 * </ul>
 *
 * <p>A verdict once reached stays. Not thread-safe.
 */
public final class SequentialTest {
  private static final double FLOOR_TAIL = 0.025;
  private final RegressionRule[] rules;
  private final Decision[] decisions;
  private int looks;
  private int nextLook;

  /**
   * @param rules one a comparison; looks, growth and alpha are taken from the first
   */
  public SequentialTest(List<RegressionRule> rules) {
    this.rules = rules.toArray(RegressionRule[]::new);
    this.decisions = new Decision[rules.size()];
    this.nextLook = rules.isEmpty() ? Integer.MAX_VALUE : this.rules[0].firstLook();
  }

  /** The smallest one-sided tail for which this test requests an estimate. */
  public double finestTail() {
    return rules[0].alphaPerLook() / rules.length;
  }

  /** Returns whether there are enough rounds for another look. */
  public boolean wantsLook(int rounds) {
    return rounds >= nextLook && looks < rules[0].looks();
  }

  /**
   * Returns whether every comparison has its verdict, or more rounds would not help: no look is
   * left.
   */
  public boolean isDecided() {
    if (rules.length > 0 && looks == rules[0].looks()) {
      return true;
    }
    for (Decision decision : decisions) {
      if (decision == null
          || (decision.verdict() == RegressionVerdict.UNDECIDED && !decision.narrow())) {
        return rules.length == 0;
      }
    }
    return true;
  }

  /**
   * Looks at the evidence; call it when {@link #wantsLook} is true, and once more when the budget
   * ends.
   *
   * @param rounds rounds that the evidence rests on
   * @param evidence of comparison number i; asked only for those still open
   */
  public void look(int rounds, IntFunction<Evidence> evidence) {
    if (looks == rules[0].looks()) {
      return;
    }
    looks++;
    nextLook = (int) Math.ceil(rounds * rules[0].growth());
    List<Integer> open = new ArrayList<>();
    double[] pValues = new double[rules.length];
    Evidence[] seen = new Evidence[rules.length];
    for (int i = 0; i < rules.length; i++) {
      boolean closed =
          decisions[i] != null && decisions[i].verdict() != RegressionVerdict.UNDECIDED;
      // a passed comparison stays in the family: it must not make the others easier
      pValues[i] = closed && decisions[i].verdict() == RegressionVerdict.REGRESSION ? 0 : 1;
      if (!closed) {
        open.add(i);
        seen[i] = evidence.apply(i);
        pValues[i] = seen[i].estimate().pValueAbove(1 + limit(i, seen[i]));
      }
    }
    double[] levels = Holm.levels(pValues, rules[0].alphaPerLook());
    for (int i : open) {
      decisions[i] = decide(i, seen[i], pValues[i], levels[i], rounds);
    }
  }

  private Decision decide(int i, Evidence evidence, double pValue, double level, int rounds) {
    RegressionRule rule = rules[i];
    RatioInterval interval = evidence.estimate().interval(level);
    RegressionVerdict verdict = RegressionVerdict.UNDECIDED;
    if (pValue <= level) {
      verdict = RegressionVerdict.REGRESSION;
    } else if (evidence.estimate().pValueBelow(1 + rule.threshold()) <= level) {
      verdict = RegressionVerdict.PASS;
    }
    return new Decision(
        verdict,
        interval,
        floor(evidence),
        limit(i, evidence),
        pValue,
        rounds,
        interval.halfWidth() <= rule.precision());
  }

  private double limit(int i, Evidence evidence) {
    return Math.max(rules[i].threshold(), floor(evidence));
  }

  private static double floor(Evidence evidence) {
    return evidence.self().interval(FLOOR_TAIL).reach();
  }

  /** The state of comparison {@code i}; empty before the first look. */
  public Optional<Decision> decision(int i) {
    return Optional.ofNullable(decisions[i]);
  }
}
