package io.kwsbench.audio.micro;

/** Sounds that {@code checks/micro_features.py} makes too. */
enum MicroSound {
  SILENCE,
  NOISE,
  QUIET,
  SQUARE,
  LOWEST,
  CLICKS;

  short[] samples(long seed, int count) {
    short[] samples = new short[count];
    long state = seed;
    for (int i = 0; i < count; i++) {
      // Knuth's 64-bit linear congruential generator; its top 16 bits are a sample
      state = state * 6364136223846793005L + 1442695040888963407L;
      samples[i] = sample(i, (short) (state >> 48));
    }
    return samples;
  }

  private short sample(int i, short random) {
    return switch (this) {
      case SILENCE -> 0;
      case NOISE -> random;
      case QUIET -> (short) (random >> 13);
      case SQUARE -> i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
      case LOWEST -> Short.MIN_VALUE;
      case CLICKS -> i % 997 == 0 ? Short.MIN_VALUE : (short) (random >> 9);
    };
  }

  /** Continues a polynomial hash over frames. */
  static long sum(long sum, int[] frame) {
    long next = sum;
    for (int value : frame) {
      next = next * 31 + value;
    }
    return next;
  }
}
