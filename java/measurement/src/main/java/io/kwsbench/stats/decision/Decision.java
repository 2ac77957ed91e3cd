package io.kwsbench.stats.decision;

import java.util.Locale;

/**
 * The state of one comparison after a look.
 *
 * @param verdict the answer so far; {@link RegressionVerdict#UNDECIDED} may still change
 * @param interval candidate over reference, at the level that the correction for looks and cases
 *     left for this case
 * @param noiseFloor the largest ratio, as a share, that the run mistakes for a difference of a
 *     graph with itself (95 %); NaN where it is not known
 * @param limit what the interval was held against: the threshold or the noise floor, whichever is
 *     higher, as a share
 * @param pValue of "not slower than the limit"; NaN where it is not known
 * @param rounds rounds seen
 * @param narrow whether the interval is as narrow as the rule asks for
 */
public record Decision(
    RegressionVerdict verdict,
    RatioInterval interval,
    double noiseFloor,
    double limit,
    double pValue,
    int rounds,
    boolean narrow) {

  /**
   * A decision by an interval alone, at the level that the interval has: neither a noise floor nor
   * a p-value is known.
   *
   * @param measured candidate over reference
   * @param expected the ratio that was expected
   * @param tolerance how much above that is tolerated, as a share
   * @param runs of each side
   */
  public static Decision of(RatioInterval measured, double expected, double tolerance, int runs) {
    RatioInterval relative = scaled(measured, 1 / expected);
    RegressionVerdict verdict = RegressionVerdict.UNDECIDED;
    if (relative.high() <= 1 + tolerance) {
      verdict = RegressionVerdict.PASS;
    } else if (relative.low() > 1 + tolerance) {
      verdict = RegressionVerdict.REGRESSION;
    }
    return new Decision(verdict, relative, Double.NaN, tolerance, Double.NaN, runs, false);
  }

  /** The same decision of ratios that were measured against an expected one. */
  public Decision times(double expected) {
    return new Decision(
        verdict, scaled(interval, expected), noiseFloor, limit, pValue, rounds, narrow);
  }

  private static RatioInterval scaled(RatioInterval interval, double factor) {
    return new RatioInterval(
        interval.ratio() * factor,
        interval.low() * factor,
        interval.high() * factor,
        interval.level());
  }

  /** The reason for the verdict, in one line. */
  public String aboutLimit() {
    return switch (verdict) {
      case PASS -> "the whole interval is below the limit";
      case REGRESSION -> "the whole interval is above the limit";
      case UNDECIDED -> "the interval still includes the limit";
    };
  }

  /** The reason for the verdict, in one line. */
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
