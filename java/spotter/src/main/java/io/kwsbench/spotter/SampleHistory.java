package io.kwsbench.spotter;

/** The samples that coming windows need, in a line: what the next window has of them, and after. */
final class SampleHistory {
  private static final int ROOM = 4096;

  private final int window;
  private final int hop;
  private final float[] samples;
  private long base;
  private int filled;
  private long next;

  SampleHistory(int window, int hop) {
    this.window = window;
    this.hop = hop;
    samples = new float[Math.addExact(window, ROOM)];
  }

  /**
   * Takes samples, but none beyond the next window.
   *
   * @return how many it took
   */
  int put(float[] block, int offset, int count) {
    long end = base + filled;
    if (end < next) {
      int skipped = (int) Math.min(count, next - end);
      base = end + skipped;
      filled = 0;
      return skipped;
    }
    if (filled == samples.length) {
      int past = (int) (next - base);
      System.arraycopy(samples, past, samples, 0, filled - past);
      base = next;
      filled -= past;
    }
    int taken =
        (int) Math.min(Math.min(count, samples.length - filled), next + window - base - filled);
    System.arraycopy(block, offset, samples, filled, taken);
    filled += taken;
    return taken;
  }

  /** Returns whether the next window is all there. */
  boolean isComplete() {
    return base + filled >= next + window;
  }

  /** The offset of the next window in {@link #samples()}. */
  int offset() {
    return (int) (next - base);
  }

  float[] samples() {
    return samples;
  }

  int hop() {
    return hop;
  }

  long memoryBytes() {
    return (long) Float.BYTES * samples.length;
  }

  /** The first sample of the next window, counted from the start of the stream. */
  long first() {
    return next;
  }

  /** Passes on to the window after the next. */
  void advance() {
    next += hop;
  }

  void reset() {
    base = 0;
    filled = 0;
    next = 0;
  }
}
