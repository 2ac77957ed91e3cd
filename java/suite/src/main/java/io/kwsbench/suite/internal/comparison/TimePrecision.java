package io.kwsbench.suite.internal.comparison;

import io.kwsbench.stats.decision.RatioEstimate;
import java.util.Locale;

/**
 * The precision of one case's time by itself. A baseline needs it because nothing cancels between
 * two days.
 *
 * @param rounds rounds measured
 * @param loadings how often the model was loaded for them
 * @param halfWidth half the width of the time's interval, as a share of the time; infinite when
 *     there are too few rounds for one
 * @param wanted the half width that is narrow enough
 */
public record TimePrecision(int rounds, int loadings, double halfWidth, double wanted) {
  private static final int FEWEST_ROUNDS = 8;
  private static final int FEWEST_LOADINGS = 5;

  /** Two sides this narrow, each on its own day, tell a difference of the whole tolerance. */
  private static final double SHARE_OF_TOLERANCE = 1.0 / 3;

  /** No time is known better than this within reason. */
  private static final double FINEST = 0.003;

  private static final int FEWEST_FOR_INTERVAL = 4;
  private static final double UNKNOWN = 10;

  /**
   * The precision of a series of rounds.
   *
   * @param logMedians logarithms of the case's medians, one per round
   * @param roundsPerLoading rounds between two loadings
   * @param tolerance slowdown that is to be told from none, as a share
   * @param tail probability on either side of the interval
   */
  public static TimePrecision of(
      double[] logMedians, int roundsPerLoading, double tolerance, double tail) {
    int block = Math.max(1, roundsPerLoading);
    double halfWidth =
        logMedians.length < FEWEST_FOR_INTERVAL
            ? Double.POSITIVE_INFINITY
            : RatioEstimate.paired(logMedians, block, tail, 1).interval(tail).halfWidth();
    return new TimePrecision(
        logMedians.length,
        (logMedians.length + block - 1) / block,
        halfWidth,
        Math.max(FINEST, tolerance * SHARE_OF_TOLERANCE));
  }

  /** Returns whether later runs cannot rely on it. */
  public boolean isThin() {
    return rounds < FEWEST_ROUNDS || loadings < FEWEST_LOADINGS || !(halfWidth <= wanted);
  }

  /** For people: {@code 8 rounds of 1 loading, its time known to ±40.0 % (±1.0 % is wanted)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d round%s of %d loading%s, its time %s (±%.1f %% is wanted)",
        rounds,
        rounds == 1 ? "" : "s",
        loadings,
        loadings == 1 ? "" : "s",
        halfWidth < UNKNOWN
            ? String.format(Locale.ROOT, "known to ±%.1f %%", 100 * halfWidth)
            : "unknown",
        100 * wanted);
  }
}
