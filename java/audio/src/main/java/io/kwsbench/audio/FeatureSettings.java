package io.kwsbench.audio;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.AudioStyle;
import io.kwsbench.tensor.RealFft;

/**
 * Settings of the audio front end.
 *
 * <p>See {@code docs/reference/audio.md} for what the styles differ in.
 *
 * @param kind what a frame's values are
 * @param style whose definition of window, filters, logarithm and DCT
 * @param frames how a clip is cut
 * @param cepstrum how the spectrum becomes coefficients; counts only for {@link Kind#MFCC}
 */
public record FeatureSettings(Kind kind, AudioStyle style, Frames frames, Cepstrum cepstrum) {
  /** Placeholder for missing coefficients; native code ignores it. */
  private static final Cepstrum NO_CEPSTRUM = new Cepstrum(1, 0, 1, 1, 1);

  /**
   * The frames of a clip.
   *
   * @param samples of a clip
   * @param window samples of a frame; the FFT's length is the next power of two
   * @param stride samples from frame to frame
   */
  public record Frames(int samples, int window, int stride) {}

  /**
   * Mel filters, and the DCT of their logarithms.
   *
   * @param sampleRate in hertz
   * @param lowerHertz where the lowest mel filter starts
   * @param upperHertz where the highest mel filter ends
   * @param bands mel filters
   * @param coefficients of the DCT that are kept, at most as many as there are bands
   */
  public record Cepstrum(
      int sampleRate, float lowerHertz, float upperHertz, int bands, int coefficients) {}

  /** The values of a frame. */
  public enum Kind {
    /** Squared magnitudes of the FFT's bins. */
    POWER(KwsNative.KWS_POWER),
    /** Magnitudes of the FFT's bins. */
    MAGNITUDE(KwsNative.KWS_MAGNITUDE),
    /** Mel-frequency cepstral coefficients. */
    MFCC(KwsNative.KWS_CEPSTRUM);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Bins of a frame's spectrum. */
  public int bins() {
    return (int) RealFft.bins(frames.window());
  }

  /** Values of a frame. */
  public int columns() {
    return kind == Kind.MFCC ? cepstrum.coefficients() : bins();
  }

  /** MFCCs as TensorFlow's ops make them by default: 40 bands from 20 to 4000 Hz. */
  public static FeatureSettings audioOpsMfcc(Frames frames, int sampleRate, int coefficients) {
    return new FeatureSettings(
        Kind.MFCC,
        AudioStyle.AUDIO_OPS,
        frames,
        new Cepstrum(sampleRate, 20, 4000, 40, coefficients));
  }

  /** Magnitudes as {@code abs(tf.contrib.signal.stft(…))}. */
  public static FeatureSettings contribSpectrogram(Frames frames) {
    return new FeatureSettings(Kind.MAGNITUDE, AudioStyle.CONTRIB_SIGNAL, frames, NO_CEPSTRUM);
  }

  /** MFCCs as {@code tf.contrib.signal} makes them. */
  public static FeatureSettings contribMfcc(Frames frames, Cepstrum cepstrum) {
    return new FeatureSettings(Kind.MFCC, AudioStyle.CONTRIB_SIGNAL, frames, cepstrum);
  }
}
