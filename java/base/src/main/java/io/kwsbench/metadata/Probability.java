package io.kwsbench.metadata;

/** What a model's score must be to be a probability. */
public final class Probability {
  /** The numbers of a softmax are rounded, and so may add up to a little more than 1. */
  private static final float GREATEST = 1.001f;

  private Probability() {}

  /** Returns whether a score can be one; NaN cannot. */
  public static boolean isOne(float score) {
    return score >= 0 && score <= GREATEST;
  }

  /** A score that is none, and what the model seems to give instead. */
  public static String refused(float score) {
    if (Float.isNaN(score)) {
      return "NaN";
    }
    String guess = score < 0 ? "a log softmax, or logits" : "logits";
    return score + ": its outputs are no probabilities (" + guess + "?)";
  }
}
