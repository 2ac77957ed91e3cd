package io.kwsbench.rewrite.quantize;

import io.kwsbench.KwsException;

/**
 * Counts the numbers of a tensor over many runs, in bins of one width. The width is a power of two
 * that doubles when a number lies outside, so that the order of numbers changes nothing. Not
 * thread-safe.
 */
public final class ValueHistogram {
  /** Bins of numbers with one sign. */
  private static final int SIDE = 4096;

  private static final int SMALLEST = -100;

  private final String name;
  private long[] bins = new long[2 * SIDE];
  private int exponent = SMALLEST;
  private long count;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  /** A histogram without numbers; messages name its tensor. */
  public ValueHistogram(String name) {
    this.name = name;
  }

  /**
   * Counts numbers.
   *
   * @throws KwsException when one is infinite or NaN
   */
  public void add(float... values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new KwsException("tensor " + name + " is " + value + " on a clip: it has no range");
      }
      long bin = bin(value);
      while (bin < -SIDE || bin >= SIDE) {
        widen();
        bin = bin(value);
      }
      bins[(int) bin + SIDE]++;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    count += values.length;
  }

  private long bin(float value) {
    return (long) Math.floor(Math.scalb((double) value, -exponent));
  }

  private void widen() {
    long[] wider = new long[2 * SIDE];
    for (int i = 0; i < bins.length; i++) {
      wider[Math.floorDiv(i - SIDE, 2) + SIDE] += bins[i];
    }
    bins = wider;
    exponent++;
  }

  /**
   * The range that leaves out few numbers.
   *
   * @param outside the share of numbers that may lie beyond each of the bounds
   * @throws KwsException when no numbers were counted
   */
  public ValueRange range(double outside) {
    if (count == 0) {
      throw new KwsException("tensor " + name + " has no numbers, so it has no range");
    }
    long most = (long) (count * outside);
    int low = 0;
    for (long below = bins[0]; below <= most; below += bins[low]) {
      low++;
    }
    int high = bins.length - 1;
    for (long above = bins[high]; above <= most; above += bins[high]) {
      high--;
    }
    return new ValueRange(Math.max(least, edge(low)), Math.min(greatest, edge(high + 1)));
  }

  private float edge(int bin) {
    return (float) Math.scalb((double) (bin - SIDE), exponent);
  }
}
