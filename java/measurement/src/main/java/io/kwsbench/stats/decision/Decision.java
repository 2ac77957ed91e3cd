package io.kwsbench.stats.decision;

import java.util.Locale;

/**
 * What is known about one comparison after a look.
 *
 * @param verdict the answer so far; {@link Verdict#UNDECIDED} may still change
 * @param interval candidate over reference, at the level that the correction for looks and cases
 *     left for this case
 * @param noiseFloor the largest ratio, as a share, that the run mistakes for a difference of a
 *     graph with itself (95 %)
 * @param limit what the interval was held against: the threshold or the noise floor, whichever is
 *     higher, as a share
 * @param pValue of "not slower than the limit"
 * @param rounds rounds seen
 * @param narrow whether the interval is as narrow as the rule asks for
 */
public record Decision(
    Verdict verdict,
    RatioInterval interval,
    double noiseFloor,
    double limit,
    double pValue,
    int rounds,
    boolean narrow) {

  /** The same decision of ratios that were measured against an expected one. */
  public Decision times(double expected) {
    RatioInterval scaled =
        new RatioInterval(
            interval.ratio() * expected,
            interval.low() * expected,
            interval.high() * expected,
            interval.level());
    return new Decision(verdict, scaled, noiseFloor, limit, pValue, rounds, narrow);
  }

  /** Why the verdict is what it is, in one line. */
  public String reason(double threshold) {
    return switch (verdict) {
      case REGRESSION ->
          "the whole interval is above "
              + (limit > threshold ? "the run's noise floor of " : "")
              + percent(limit);
      case PASS -> "the whole interval is below " + percent(threshold);
      case UNDECIDED -> undecidedReason(threshold);
    };
  }

  private String undecidedReason(double threshold) {
    if (limit > threshold && interval.low() > 1 + threshold) {
      return "the run's noise floor of " + percent(noiseFloor) + " hides the difference";
    }
    return narrow
        ? "the ratio is at the threshold of " + percent(threshold)
        : "the interval still includes the limit of "
            + percent(threshold)
            + " after "
            + rounds
            + " rounds";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }
}
