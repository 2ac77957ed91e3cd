package io.kwsbench.label;

/**
 * What became of a clip that was looked at. A clip that nobody has looked at has none: a run that
 * was stopped must not pass for one that found the clip unreadable.
 */
sealed interface ClipResult {
  /** What its files looked like before they were read, see {@link ClipStamps}. */
  long stamp();

  /**
   * It was scored.
   *
   * @param probabilities one a class
   */
  record Scored(float[] probabilities, long stamp) implements ClipResult {}

  /** It could not be read, or the model has no numbers for it. */
  record Unreadable(long stamp) implements ClipResult {}
}
