package io.kwsbench.rewrite.levels;

/**
 * What the levels of an int8 tensor stand for: {@code scale · (level − zero)}.
 *
 * <p>In a graph the tensor holds {@code level − zero} as floats, which is exact.
 *
 * @param scale of one level, above 0
 * @param zero the level of the number 0, from −128 to 127
 */
public record LevelScale(float scale, int zero) {
  private static final int LEAST = -128;
  private static final int GREATEST = 127;
  private static final int STEPS = GREATEST - LEAST;

  /** Ranges below it are those of tensors that are always 0. */
  private static final double MIN_RANGE = 1e-30;

  /**
   * The finest scale for the numbers of a range, which is widened to hold 0.
   *
   * @throws ArithmeticException when a bound is not finite
   */
  public static LevelScale of(float low, float high) {
    double least = Math.min(low, 0);
    double range = Math.max(high, 0) - least;
    float scale = (float) (range / STEPS);
    if (!Float.isFinite(scale)) {
      throw new ArithmeticException("a range from " + low + " to " + high);
    }
    if (range < MIN_RANGE) {
      return new LevelScale(1f / STEPS, LEAST);
    }
    long zero = Multiplier.awayFromZero(LEAST - least / scale);
    return new LevelScale(scale, (int) Math.max(LEAST, Math.min(GREATEST, zero)));
  }

  /** All levels, less the zero point. */
  public LevelRange range() {
    return new LevelRange(LEAST - zero, GREATEST - zero);
  }

  /** The largest distance of a level from the zero point. */
  public int reach() {
    return Math.max(GREATEST - zero, zero - LEAST);
  }

  /** The level of a number, less the zero point; may lie outside the range. */
  public long level(double real) {
    return Multiplier.awayFromZero(real / scale);
  }
}
