package io.kwsbench.spotter;

/**
 * Runs the model on every window as a whole.
 *
 * @param memoryBytes of the session
 */
record WholeWindows(SpotterSession session, long memoryBytes) implements WindowScorer {
  @Override
  public void score(float[] samples, int offset, float[] scores) {
    session.score(samples, offset, scores);
  }

  @Override
  public void reset() {
    session.reset();
  }

  @Override
  public void close() {
    session.close();
  }
}
