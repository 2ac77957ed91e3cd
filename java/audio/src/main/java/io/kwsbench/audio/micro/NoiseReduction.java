package io.kwsbench.audio.micro;

import java.util.Arrays;

/**
 * A running estimate of each channel's noise, which is subtracted; a twentieth of a value remains
 * at least. Fractions have 14 bits, the estimate 10 more than the values.
 */
final class NoiseReduction {
  static final int ESTIMATE_BITS = 10;

  private static final int BITS = 14;
  private static final int EVEN_SMOOTHING = (int) (0.025f * (1 << BITS));
  private static final int ODD_SMOOTHING = (int) (0.06f * (1 << BITS));
  private static final int LEAST_REMAINING = (int) (0.05f * (1 << BITS));
  private static final long WORD = 0xffff_ffffL;

  private final int[] estimate;

  NoiseReduction(int channels) {
    estimate = new int[channels];
  }

  /** The noise of each channel: unsigned, of values times 1024. */
  int[] estimate() {
    return estimate;
  }

  /** Takes the noise out of unsigned values. */
  void apply(int[] values) {
    for (int i = 0; i < values.length; i++) {
      long value = values[i] & WORD;
      long scaled = value << ESTIMATE_BITS & WORD;
      long smoothing = i % 2 == 0 ? EVEN_SMOOTHING : ODD_SMOOTHING;
      long kept = (estimate[i] & WORD) * ((1 << BITS) - smoothing);
      long noise = scaled * smoothing + kept >>> BITS;
      estimate[i] = (int) noise;
      long rest = scaled - Math.min(noise & WORD, scaled) >>> ESTIMATE_BITS;
      values[i] = (int) Math.max(rest, value * LEAST_REMAINING >>> BITS);
    }
  }

  void reset() {
    Arrays.fill(estimate, 0);
  }
}
