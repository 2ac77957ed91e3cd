package io.kwsbench.audio.micro;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.tensor.RealFft;

/**
 * Settings of the micro front end.
 *
 * @param sampleRate in hertz
 * @param windowMillis the length of a frame
 * @param stepMillis from frame to frame
 * @param channels values of a frame
 * @param lowerHertz where the lowest channel starts
 * @param upperHertz where the highest channel ends
 */
public record MicroSettings(
    int sampleRate,
    int windowMillis,
    int stepMillis,
    int channels,
    float lowerHertz,
    float upperHertz) {
  /** The settings of microWakeWord and of the PyPI package {@code pymicro-features}. */
  public static final MicroSettings DEFAULT =
      new MicroSettings(KeywordClip.SAMPLE_RATE, 30, 10, 40, 125, 7500);

  private static final int MAX_WINDOW = 1 << 14;
  private static final int MAX_CHANNELS = 1 << 10;

  /**
   * @throws IllegalArgumentException when a number is out of range; the message says which
   */
  public MicroSettings {
    require(sampleRate >= 1000 && sampleRate <= 384_000, "a sample rate of " + sampleRate);
    long samples = (long) windowMillis * sampleRate / 1000;
    require(samples >= 4 && samples <= MAX_WINDOW, "a window of " + windowMillis + " ms");
    require(
        stepMillis >= 1 && stepMillis <= windowMillis && stepMillis * sampleRate >= 1000,
        "a step of " + stepMillis + " ms in a window of " + windowMillis + " ms");
    require(channels >= 1 && channels <= MAX_CHANNELS, channels + " channels");
    require(
        lowerHertz >= 0 && upperHertz > lowerHertz && upperHertz < sampleRate / 2f,
        "channels from " + lowerHertz + " to " + upperHertz + " Hz at " + sampleRate + " Hz");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("the micro front end does not work with " + what);
    }
  }

  /** Samples of a frame. */
  public int window() {
    return windowMillis * sampleRate / 1000;
  }

  /** Samples from frame to frame. */
  public int step() {
    return stepMillis * sampleRate / 1000;
  }

  /** Samples of the Fourier transform: the next power of two. */
  int transform() {
    return (int) RealFft.length(window());
  }
}
