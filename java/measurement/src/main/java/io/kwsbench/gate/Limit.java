package io.kwsbench.gate;

import java.util.OptionalDouble;

/**
 * An upper limit of a figure that has no noise.
 *
 * @param max the most it may be
 * @param maxGrowth the most it may have grown since the baseline, as a share
 */
public record Limit(OptionalDouble max, OptionalDouble maxGrowth) {
  /** A limit whatever the figure was before. */
  public static Limit max(double max) {
    return new Limit(OptionalDouble.of(max), OptionalDouble.empty());
  }
}
