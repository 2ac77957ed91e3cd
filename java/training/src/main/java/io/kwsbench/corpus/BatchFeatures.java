package io.kwsbench.corpus;

import io.kwsbench.audio.FeatureExtractor;
import io.kwsbench.audio.FeatureSettings;
import java.util.Optional;

/**
 * Makes what a model is given of a batch, with the native front end.
 *
 * <p>Window, filters and DCT are those of {@code tf.contrib.signal} as the 2017 system called it:
 * mel filters from 80 to 7600 Hz. One call at a time; close it.
 */
public final class BatchFeatures implements AutoCloseable {
  private static final float LOWER_HERTZ = 80;
  private static final float UPPER_HERTZ = 7600;

  private final FeatureMode mode;
  private final Optional<FeatureExtractor> extractor;

  /**
   * @param windowMillis a frame's length
   * @param strideMillis from frame to frame
   * @param bands mel filters
   * @param coefficients kept of their cosine transform
   */
  public record Frames(double windowMillis, double strideMillis, int bands, int coefficients) {
    /** What the 2017 system used: 30 ms every 10 ms, 60 coefficients of 80 bands. */
    public static Frames original() {
      return new Frames(30, 10, 80, 60);
    }
  }

  /**
   * @param features frame by frame, {@code [size][frames][columns]}; empty in raw mode
   * @param raw {@code [size][samples]}; empty unless the mode has samples
   */
  public record Values(float[] features, float[] raw) {}

  /**
   * @param samples of a clip
   * @throws io.kwsbench.KwsException when the mode needs the native library and it is missing, or a
   *     setting is out of range
   */
  public BatchFeatures(FeatureMode mode, Frames frames, int samples, int sampleRate) {
    this.mode = mode;
    int window = (int) (sampleRate * frames.windowMillis() / 1000);
    int stride = (int) (sampleRate * frames.strideMillis() / 1000);
    if (mode.hasSpectrum()) {
      extractor =
          Optional.of(
              FeatureExtractor.of(FeatureSettings.contribSpectrogram(samples, window, stride)));
    } else if (mode.hasCepstrum()) {
      extractor =
          Optional.of(
              FeatureExtractor.of(
                  FeatureSettings.contribMfcc(
                      samples,
                      window,
                      stride,
                      sampleRate,
                      LOWER_HERTZ,
                      UPPER_HERTZ,
                      frames.bands(),
                      frames.coefficients())));
    } else {
      extractor = Optional.empty();
    }
  }

  /** Frames of a clip; 0 in raw mode. */
  public int frames() {
    return extractor.map(FeatureExtractor::frames).orElse(0);
  }

  /** Values of a frame; 0 in raw mode. */
  public int columns() {
    return extractor.map(FeatureExtractor::columns).orElse(0);
  }

  /** What the model is given of a batch; the batch's own samples are shared, not copied. */
  public Values of(Batch batch) {
    float[] features = new float[batch.size() * frames() * columns()];
    extractor.ifPresent(made -> made.extract(batch.raw(), batch.size(), features));
    return new Values(features, mode.hasSamples() ? batch.raw() : new float[0]);
  }

  @Override
  public void close() {
    extractor.ifPresent(FeatureExtractor::close);
  }
}
