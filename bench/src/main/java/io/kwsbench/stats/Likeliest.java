package io.kwsbench.stats;

/** The class that an answer names. */
public final class Likeliest {
  private Likeliest() {}

  /**
   * The index of the largest of {@code probabilities}, one a class; the first among equals.
   *
   * @return 0 for no classes at all
   */
  public static int of(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}
