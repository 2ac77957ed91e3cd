package io.kwsbench.label;

/**
 * The result of one clip. A clip that nobody has looked at has none: a run that was stopped must
 * not pass for one that found the clip unreadable.
 */
sealed interface ClipResult {
  /** The stamp of its files before they were read, see {@link ClipStamps}. */
  long stamp();

  /**
   * It was scored.
   *
   * @param probabilities one per class
   */
  record Scored(float[] probabilities, long stamp) implements ClipResult {}

  /** It could not be read, or the model has no numbers for it. */
  record Unreadable(long stamp) implements ClipResult {}
}
