package io.kwsbench.audio;

/**
 * The samples that coming windows need, in a line: what the next window has of them, and after. Not
 * thread-safe.
 */
public final class SampleHistory {
  private static final int ROOM = 4096;

  private final int window;
  private final int hop;
  private final float[] samples;
  private long base;
  private int filled;
  private long next;

  /**
   * A history that has heard nothing.
   *
   * @param window samples of a window
   * @param hop samples from window to window, at least 1
   * @throws ArithmeticException when the window is too long for an array
   */
  public SampleHistory(int window, int hop) {
    this.window = window;
    this.hop = hop;
    samples = new float[Math.addExact(window, ROOM)];
  }

  /**
   * Takes samples, but none beyond the next window.
   *
   * @return how many it took
   */
  public int put(float[] block, int offset, int count) {
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
  public boolean isComplete() {
    return base + filled >= next + window;
  }

  /** The offset of the next window in {@link #samples()}. */
  public int offset() {
    return (int) (next - base);
  }

  /** The samples that are kept; they change with the next that come. */
  public float[] samples() {
    return samples;
  }

  /** Samples from window to window. */
  public int hop() {
    return hop;
  }

  /** Bytes of the samples that it keeps room for. */
  public long memoryBytes() {
    return (long) Float.BYTES * samples.length;
  }

  /** The first sample of the next window, counted from the start of the stream. */
  public long first() {
    return next;
  }

  /** Passes on to the window after the next. */
  public void advance() {
    next += hop;
  }

  /** Forgets what it heard. */
  public void reset() {
    base = 0;
    filled = 0;
    next = 0;
  }
}
