package io.kwsbench.audio;

/** Numbers of samples that last a given time. */
public final class SampleCount {
  private SampleCount() {}

  /**
   * The number of samples of one channel in a time, rounded down.
   *
   * @param millis milliseconds, not negative
   * @param sampleRate in hertz
   * @return at most {@link Integer#MAX_VALUE}
   */
  public static int of(int millis, int sampleRate) {
    return (int) Math.min(Integer.MAX_VALUE, (long) millis * sampleRate / 1000);
  }
}
