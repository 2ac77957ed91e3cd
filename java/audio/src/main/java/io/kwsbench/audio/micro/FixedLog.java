package io.kwsbench.audio.micro;

/**
 * Natural logarithms times 64, in integers: the binary logarithm by its exponent and a table of
 * what a straight line misses, interpolated.
 */
final class FixedLog {
  private static final int BITS = 16;
  private static final int ROUND = 1 << (BITS - 1);
  private static final int SEGMENT_BITS = 7;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  private static final int OUTPUT_BITS = 6;
  private static final int LARGEST = 0xffff;
  private static final long LN2 = Math.round(StrictMath.log(2) * (1 << BITS));
  private static final long WORD = 0xffff_ffffL;

  private final int gainedBits;
  private final int[] missing = new int[SEGMENTS + 2];

  /**
   * @param gainedBits bits that the values are scaled up by before; negative for down
   */
  FixedLog(int gainedBits) {
    this.gainedBits = gainedBits;
    for (int i = 0; i < SEGMENTS; i++) {
      double x = i / (double) SEGMENTS;
      missing[i] = (int) Math.round((StrictMath.log1p(x) / StrictMath.log(2) - x) * (1 << BITS));
    }
  }

  /** Takes the logarithms of unsigned values, at least 0 and at most 65535. */
  void apply(int[] values) {
    for (int i = 0; i < values.length; i++) {
      int value = gainedBits < 0 ? values[i] >>> -gainedBits : values[i] << gainedBits;
      values[i] = value == 0 || value == 1 ? 0 : (int) Math.min(LARGEST, log(value));
    }
  }

  private long log(int value) {
    int exponent = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    int rest = (int) ((value & WORD) - (1L << exponent));
    int fraction = exponent < BITS ? rest << BITS - exponent : rest >> exponent - BITS;
    int segment = fraction >> BITS - SEGMENT_BITS;
    int within = fraction - (segment << BITS - SEGMENT_BITS);
    int line = (missing[segment + 1] - missing[segment]) * within >> BITS;
    long binary = ((long) exponent << BITS) + fraction + missing[segment] + line;
    long natural = LN2 * binary + ROUND >> BITS;
    return (natural << OUTPUT_BITS) + ROUND >> BITS;
  }
}
