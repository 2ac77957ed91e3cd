package io.kwsbench.spotter;

/**
 * A model that scores windows in order, each one hop after the previous one. An implementation may
 * keep what windows share; its answers are those of whole windows, bit for bit.
 */
interface WindowScorer extends AutoCloseable {
  /**
   * Scores the window that starts at an offset.
   *
   * @param scores takes one per class
   */
  void score(float[] samples, int offset, float[] scores);

  /** Makes the next window the first of a sequence. */
  void reset();

  /** Bytes of memory that are its own; the model's weights are not among them. */
  long memoryBytes();

  @Override
  void close();
}
