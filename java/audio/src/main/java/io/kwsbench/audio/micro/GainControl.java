package io.kwsbench.audio.micro;

/**
 * Per-channel amplitude normalization (PCAN): a value is divided by a power of its channel's noise,
 * and what lies below the noise is bent towards zero.
 *
 * <p>The gain is {@code 2^21 (noise + 80)^-0.95}, at most 32767. It is looked up in quadratic
 * pieces, one for each power of two of the noise.
 */
final class GainControl {
  private static final float STRENGTH = 0.95f;
  private static final float OFFSET = 80;
  private static final int GAIN_BITS = 21;
  private static final int RATIO_BITS = 12;
  private static final int OUTPUT_BITS = 6;
  private static final int FRACTION_BITS = 10;
  private static final int PIECES = Integer.SIZE;
  private static final long WORD = 0xffff_ffffL;

  private final int noiseBits;
  private final int ratioShift;
  private final short[] start = new short[PIECES + 1];
  private final short[] slope = new short[PIECES + 1];
  private final short[] bend = new short[PIECES + 1];

  /**
   * @param gainedBits bits that the front end has scaled its values up by
   */
  GainControl(int gainedBits) {
    noiseBits = NoiseReduction.ESTIMATE_BITS - gainedBits;
    ratioShift = GAIN_BITS - gainedBits - RATIO_BITS;
    start[0] = gain(0);
    start[1] = gain(1);
    for (int piece = 2; piece <= PIECES; piece++) {
      long from = 1L << (piece - 1);
      long to = piece == PIECES ? WORD : 2 * from;
      short first = gain(from);
      int middle = gain(from + from / 2) - first;
      int last = gain(to) - first;
      start[piece] = first;
      slope[piece] = (short) (4 * middle - last);
      bend[piece] = (short) (2 * last - 4 * middle);
    }
  }

  /** The exact gain at a noise estimate, rounded. */
  private short gain(long noise) {
    float unscaled = (float) (noise / StrictMath.pow(2, noiseBits));
    float power = (float) StrictMath.pow(unscaled + OFFSET, -STRENGTH);
    return (short) Math.min(Short.MAX_VALUE, (1 << GAIN_BITS) * power + 0.5f);
  }

  /** The gain from the table; the noise is unsigned. */
  private int lookUp(int noise) {
    int piece = Integer.SIZE - Integer.numberOfLeadingZeros(noise);
    if (piece < 2) {
      return start[piece];
    }
    int down = piece - 1 - FRACTION_BITS;
    int fraction = (down < 0 ? noise << -down : noise >>> down) & (1 << FRACTION_BITS) - 1;
    int quadratic = bend[piece] * fraction >> 5;
    int linear = (quadratic + (slope[piece] << 5)) * fraction;
    return (short) ((linear + (1 << 14) >> 15) + start[piece]);
  }

  /** Controls the gain of unsigned values. */
  void apply(int[] values, int[] noise) {
    for (int i = 0; i < values.length; i++) {
      // a negative gain is a large unsigned one in the C library
      long product = (values[i] & WORD) * (lookUp(noise[i]) & WORD);
      values[i] = shrink((int) (product >>> ratioShift));
    }
  }

  /** Quadratic below two, linear above. */
  private static int shrink(int ratio) {
    if (Integer.compareUnsigned(ratio, 2 << RATIO_BITS) < 0) {
      return ratio * ratio >>> 2 + 2 * RATIO_BITS - OUTPUT_BITS;
    }
    return (ratio >>> RATIO_BITS - OUTPUT_BITS) - (1 << OUTPUT_BITS);
  }
}
