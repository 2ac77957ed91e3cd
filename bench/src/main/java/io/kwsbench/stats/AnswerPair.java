package io.kwsbench.stats;

/**
 * What two models answer to one input.
 *
 * @param candidate one probability a class
 * @param reference likewise
 */
public record AnswerPair(float[] candidate, float[] reference) {
  /** Whether both tell as many classes apart. */
  public boolean comparable() {
    return candidate.length == reference.length;
  }

  /** Whether both name the same class; false when they are not comparable. */
  public boolean sameClass() {
    return comparable() && Likeliest.of(candidate) == Likeliest.of(reference);
  }

  /**
   * The largest difference of a class's two probabilities; {@link Double#MAX_VALUE} when they are
   * not comparable, or only one is a number.
   */
  public double difference() {
    if (!comparable()) {
      return Double.MAX_VALUE;
    }
    double largest = 0;
    for (int i = 0; i < candidate.length; i++) {
      largest = Math.max(largest, difference(candidate[i], reference[i]));
    }
    return largest;
  }

  private static double difference(float a, float b) {
    if (Float.isNaN(a) || Float.isNaN(b)) {
      return Float.isNaN(a) == Float.isNaN(b) ? 0 : Double.MAX_VALUE;
    }
    // equal infinities have no difference, though their subtraction is no number
    return a == b ? 0 : Math.abs((double) a - b);
  }
}
