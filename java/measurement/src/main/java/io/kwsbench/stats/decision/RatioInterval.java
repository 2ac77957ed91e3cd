package io.kwsbench.stats.decision;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A ratio of times and where it may lie.
 *
 * @param ratio candidate over reference: 1.05 is five percent slower
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param level its confidence, such as 0.99
 */
public record RatioInterval(
    @JsonProperty("estimate") double ratio,
    double low,
    double high,
    @JsonProperty("confidence") double level) {

  /** From logarithms. However wide, its ends stay finite: JSON knows no infinity. */
  static RatioInterval ofLogs(double estimate, double low, double high, double level) {
    return new RatioInterval(
        Math.exp(estimate),
        Math.max(Math.exp(low), Double.MIN_NORMAL),
        Math.min(Math.exp(high), Double.MAX_VALUE),
        level);
  }

  /** Half the interval's width relative to the ratio. */
  public double halfWidth() {
    return (high - low) / (2 * ratio);
  }

  /** The largest distance of the interval from 1, as a share: 0.02 for [0.99, 1.02]. */
  public double reach() {
    return Math.max(Math.exp(Math.abs(Math.log(low))), Math.exp(Math.abs(Math.log(high)))) - 1;
  }
}
