package io.kwsbench.audio.micro;

/**
 * Overlapping triangles on the mel scale over a power spectrum, and the roots of their sums.
 *
 * <p>A bin lies between the centers of two neighbors, and its weights for both sum to one. Weights
 * have 12 bits of fraction. The bounds are found in float32, as the C library finds them: a bin on
 * a bound would else fall to the other side.
 */
final class MelChannels {
  static final int WEIGHT_BITS = 12;

  private static final float ROUND = 0.5f;

  private final int first;
  private final int[] ends;
  private final int[] falling;
  private final int[] rising;

  /**
   * @param bins of the spectrum
   * @throws IllegalArgumentException when the channels reach past the spectrum
   */
  MelChannels(MicroSettings settings, int bins) {
    float hertz = 0.5f * settings.sampleRate() / (bins - 1);
    first = (int) (1.5f + settings.lowerHertz() / hertz); // never the constant part
    float low = mel(settings.lowerHertz());
    float spacing = (mel(settings.upperHertz()) - low) / (settings.channels() + 1);
    ends = new int[settings.channels() + 1];
    falling = new int[bins];
    rising = new int[bins];
    int bin = first;
    float left = low;
    for (int i = 0; i < ends.length; i++) {
      float right = low + spacing * (i + 1);
      for (; bin < bins && mel(bin * hertz) <= right; bin++) {
        float weight = (right - mel(bin * hertz)) / (right - left);
        falling[bin] = (int) Math.floor(weight * (1 << WEIGHT_BITS) + ROUND);
        rising[bin] = (int) Math.floor((1 - weight) * (1 << WEIGHT_BITS) + ROUND);
      }
      ends[i] = bin;
      left = right;
    }
    if (bin >= bins) {
      throw new IllegalArgumentException("the micro front end has no bins at its upper end");
    }
  }

  private static float mel(float hertz) {
    return 1127f * (float) StrictMath.log1p(hertz / 700f);
  }

  /**
   * Sums a spectrum.
   *
   * @param shift bits by which the signal of the spectrum was scaled up
   * @param values takes the root of each channel's sum, scaled down again
   */
  void apply(int[] power, int shift, int[] values) {
    long sum = 0;
    int bin = first;
    for (int i = 0; i < ends.length; i++) {
      long next = 0;
      for (; bin < ends[i]; bin++) {
        sum += falling[bin] * (long) power[bin];
        next += rising[bin] * (long) power[bin];
      }
      if (i > 0) {
        values[i - 1] = (int) (root(sum) >> shift);
      }
      sum = next;
    }
  }

  /** The root to the nearest integer, of at most 16 bits for a number of 32. */
  static long root(long number) {
    long root = (long) Math.sqrt(number);
    root -= root * root > number ? 1 : 0;
    long largest = number >>> Integer.SIZE == 0 ? 0xffff : 0xffff_ffffL;
    return number - root * root > root && root < largest ? root + 1 : root;
  }
}
