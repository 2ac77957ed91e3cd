package io.kwsbench.tensor;

import java.util.OptionalInt;

/** The class that an answer names: the one place that decides it. */
public final class Likeliest {
  private Likeliest() {}

  /**
   * The index of the largest probability, the first among equals. Empty when there is none, or when
   * one is NaN: such an answer names no class.
   */
  public static OptionalInt of(float... probabilities) {
    return of(probabilities, 0, probabilities.length);
  }

  /** The same of {@code classes} values from {@code start} on, counted from there. */
  public static OptionalInt of(float[] values, int start, int classes) {
    int best = 0;
    for (int i = 0; i < classes; i++) {
      if (Float.isNaN(values[start + i])) {
        return OptionalInt.empty();
      }
      best = values[start + i] > values[start + best] ? i : best;
    }
    return classes == 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }
}
