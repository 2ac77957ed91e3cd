package io.kwsbench.workload;

import java.util.SplittableRandom;

/** Weights that anyone gets again from the same seed, on any JVM. */
final class SeededWeights {
  private final SplittableRandom random;

  SeededWeights(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * A near-normal sample of the given variance: the sum of twelve uniform ones, which is
   * bit-identical on all platforms, unlike methods that use logarithms.
   */
  float[] normal(int count, double variance) {
    float[] values = new float[count];
    double scale = Math.sqrt(variance);
    for (int i = 0; i < count; i++) {
      double sum = -6;
      for (int term = 0; term < 12; term++) {
        sum += random.nextDouble();
      }
      values[i] = (float) (sum * scale);
    }
    return values;
  }

  static float[] constant(int count, float value) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
