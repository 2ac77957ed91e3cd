package io.kwsbench.stats;

import io.kwsbench.tensor.Likeliest;
import java.util.OptionalInt;

/**
 * The outputs of two models for one input.
 *
 * @param candidate one probability per class
 * @param reference likewise
 */
public record AnswerPair(float[] candidate, float[] reference) {
  /** Returns whether both have the same number of classes. */
  public boolean comparable() {
    return candidate.length == reference.length;
  }

  /**
   * Returns whether both have the same likeliest class; false if they are not comparable, or one
   * has none.
   */
  public boolean sameClass() {
    OptionalInt named = Likeliest.of(candidate);
    return comparable() && named.isPresent() && named.equals(Likeliest.of(reference));
  }

  /**
   * The largest difference of a class's two probabilities; NaN when they are not comparable, or one
   * is NaN: no tolerance is as large.
   */
  public double difference() {
    if (!comparable()) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < candidate.length; i++) {
      largest = Math.max(largest, difference(candidate[i], reference[i]));
    }
    return largest;
  }

  private static double difference(float a, float b) {
    // equal infinities have no difference, though their subtraction is no number
    return a == b ? 0 : Math.abs((double) a - b);
  }
}
