package io.kwsbench.tensorflow.differential;

import java.util.List;

/**
 * What is known of a result's elements: their range and the error of rounding. Ops are drawn only
 * where the error stays small, so that no graph is ill-conditioned and no tolerance is wide.
 */
record Bounds(double low, double high, double error) {
  /** What one operation on floats may be off by, relative to its result: some units of rounding. */
  private static final double ROUNDING = 5e-7;

  /** A graph's results may be this far off at most. */
  private static final double MAX_ERROR = 1e-3;

  private static final double MOST = 300;

  boolean areFit() {
    return error <= MAX_ERROR && Math.abs(low) <= MOST && Math.abs(high) <= MOST;
  }

  static Bounds exact(double low, double high) {
    return new Bounds(low, high, 0);
  }

  /** Of elements that are moved. */
  static Bounds of(Value value) {
    return new Bounds(value.low(), value.high(), value.error());
  }

  /** Of elements that come from any of several tensors. */
  static Bounds any(List<Value> values) {
    Bounds all = of(values.get(0));
    for (Value value : values) {
      all = all.or(of(value));
    }
    return all;
  }

  Bounds or(Bounds other) {
    return new Bounds(
        Math.min(low, other.low), Math.max(high, other.high), Math.max(error, other.error));
  }

  /** Of a function's result: inputs' errors times their slopes, and its own rounding. */
  static Bounds rounded(double low, double high, double passedOn) {
    double most = Math.max(Math.abs(low), Math.abs(high));
    return new Bounds(low, high, passedOn + ROUNDING * Math.max(most, 0.1));
  }

  /** Of sums of {@code n} products with numbers of at most {@code weight}. */
  static Bounds sums(Value x, int n, double weight) {
    double most = n * weight * x.most();
    return rounded(-most, most, n * weight * x.error());
  }

  Bounds plus(Bounds other) {
    return rounded(low + other.low, high + other.high, error + other.error);
  }

  Bounds times(Bounds other) {
    double[] ends = {low * other.low, low * other.high, high * other.low, high * other.high};
    double least = Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3]));
    double most = Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3]));
    return rounded(least, most, error * other.most() + other.error * most());
  }

  Bounds negated() {
    return new Bounds(-high, -low, error);
  }

  /** One over it; it must stay away from zero. */
  Bounds inverse() {
    double least = Math.min(Math.abs(low), Math.abs(high));
    double a = 1 / low;
    double b = 1 / high;
    return rounded(Math.min(a, b), Math.max(a, b), error / (least * least));
  }

  double most() {
    return Math.max(Math.abs(low), Math.abs(high));
  }
}
