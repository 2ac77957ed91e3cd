package io.kwsbench.spotter;

/** Runs a model that hears through the micro front end on the frames that each hop adds. */
final class MicroWindows implements WindowScorer {
  private final SpotterSession session;
  private final int window;
  private final int hop;
  private final long memoryBytes;
  private boolean started;

  /**
   * @param memoryBytes of the session
   */
  MicroWindows(SpotterSession session, int window, int hop, long memoryBytes) {
    this.session = session;
    this.window = window;
    this.hop = hop;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public void score(float[] samples, int offset, float[] scores) {
    int fresh = started ? hop : window;
    session.scoreNext(samples, offset + window - fresh, fresh, scores);
    started = true;
  }

  @Override
  public void reset() {
    session.reset();
    started = false;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() {
    session.close();
  }
}
