package io.kwsbench.detect;

/**
 * A pause after a detection.
 *
 * @param millis how long the pause is, in milliseconds
 * @param scope which labels it keeps from another detection
 */
public record Refractory(int millis, Scope scope) {
  /** Whose detections a pause holds back. */
  public enum Scope {
    /** Those of every label. */
    ALL,
    /** Those of the label that was detected. */
    LABEL
  }

  /**
   * @throws IllegalArgumentException when the pause is negative
   */
  public Refractory {
    Parameters.require(millis >= 0, "a pause of " + millis + " ms");
  }

  /** A pause for all labels. */
  public static Refractory ofAll(int millis) {
    return new Refractory(millis, Scope.ALL);
  }

  /** A pause for the label that was detected. */
  public static Refractory ofLabel(int millis) {
    return new Refractory(millis, Scope.LABEL);
  }
}
