package io.kwsbench.engine;

/**
 * Runs a model on windows of sound that overlap, and keeps what they share. Its answers are those
 * of whole windows, bit for bit. For one thread.
 */
public interface WindowSession extends AutoCloseable {
  /**
   * Answers the window that starts at an offset, a hop after the last one.
   *
   * @param sound holds the whole window, full scale ±1
   * @return the model's first output
   * @throws io.kwsbench.KwsException when the model fails
   */
  float[] run(float[] sound, int offset);

  @Override
  void close();
}
