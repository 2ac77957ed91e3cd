package io.kwsbench.audio;

import io.kwsbench.nativelib.KwsCepstrum;
import io.kwsbench.nativelib.KwsFeatures;
import io.kwsbench.nativelib.KwsFeaturesSettings;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.NativeLibrary;

/**
 * Spectrograms and MFCCs of many clips, by the native code that a graph's audio nodes run.
 *
 * <pre>{@code
 * try (FeatureExtractor mfcc =
 *     FeatureExtractor.of(FeatureSettings.audioOpsMfcc(new Frames(16_000, 480, 160), 16_000, 40))) {
 *   float[] features = mfcc.extract(clip.samples());   // [frames][columns]
 * }
 * }</pre>
 *
 * <p>Thread-safe, but one call at a time: give each thread its own. {@link #close()} waits for a
 * call to end, and may be called again; any other call after it throws.
 */
public final class FeatureExtractor implements AutoCloseable {
  private final FeatureSettings settings;
  private final int frames;
  private final int columns;
  private KwsFeatures handle;

  private FeatureExtractor(FeatureSettings settings, KwsFeatures handle) {
    this.settings = settings;
    this.handle = handle;
    this.frames = KwsNative.kws_features_frames(handle);
    this.columns = KwsNative.kws_features_columns(handle);
  }

  /**
   * An extractor on the best instruction set, or the one that {@code KWSBENCH_ISA} names.
   *
   * @throws io.kwsbench.KwsException when the native library is missing or a setting is out of
   *     range
   */
  public static FeatureExtractor of(FeatureSettings settings) {
    return of(settings, null);
  }

  /**
   * An extractor on one instruction set.
   *
   * @param isa such as {@code avx2}, or null for the default
   * @throws io.kwsbench.KwsException as {@link #of(FeatureSettings)}, and when the instruction set
   *     is not available here
   */
  public static FeatureExtractor of(FeatureSettings settings, String isa) {
    NativeLibrary.ensureAvailable();
    FeatureSettings.Frames frames = settings.frames();
    FeatureSettings.Cepstrum filters = settings.cepstrum();
    try (KwsFeaturesSettings nativeSettings = new KwsFeaturesSettings();
        KwsCepstrum cepstrum = nativeSettings.cepstrum()) {
      nativeSettings
          .kind(settings.kind().code())
          .samples(frames.samples())
          .window(frames.window())
          .stride(frames.stride());
      cepstrum
          .style(settings.style().number())
          .sample_rate(filters.sampleRate())
          .lower_hertz(filters.lowerHertz())
          .upper_hertz(filters.upperHertz())
          .bands(filters.bands())
          .coefficients(filters.coefficients());
      KwsFeatures handle = new KwsFeatures();
      NativeLibrary.check(
          KwsNative.kws_features_create(nativeSettings, isa, handle), settings.toString());
      return new FeatureExtractor(settings, handle);
    }
  }

  public FeatureSettings settings() {
    return settings;
  }

  /** Frames of a clip; 0 when a window is longer than a clip. */
  public int frames() {
    return frames;
  }

  /** Values of a frame: bins of the spectrum, or coefficients. */
  public int columns() {
    return columns;
  }

  /**
   * The features of one clip.
   *
   * @param samples exactly as many as the settings say
   * @return row-major {@code [frames][columns]}
   */
  public float[] extract(float[] samples) {
    float[] features = new float[frames * columns];
    extract(samples, 1, features);
    return features;
  }

  /**
   * The features of clips that lie one after the other; makes no garbage.
   *
   * @param samples {@code [clips][samples]}
   * @param features filled with {@code [clips][frames][columns]}
   * @throws IllegalArgumentException when an array has not exactly that length
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized void extract(float[] samples, int clips, float[] features) {
    if (handle == null) {
      throw new IllegalStateException("this feature extractor is closed");
    }
    requireLength("samples", samples, clips, settings.frames().samples());
    requireLength("features", features, clips, (long) frames * columns);
    if (features.length > 0) {
      NativeLibrary.check(
          KwsNative.kws_features_run(handle, samples, clips, features), settings.toString());
    }
  }

  /**
   * The matrices with which a graph computes these coefficients by nodes of its own: {@code
   * log(magnitudes × mel + 1e-6) × dct} in the style of {@code tf.contrib.signal}.
   *
   * @param mel row-major {@code [bins][bands]}, over the magnitudes of the same window
   * @param dct row-major {@code [bands][coefficients]}
   */
  public record Matrices(float[] mel, float[] dct) {}

  /**
   * @throws io.kwsbench.KwsException when these features are no coefficients
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized Matrices matrices() {
    if (handle == null) {
      throw new IllegalStateException("this feature extractor is closed");
    }
    int bands = settings.cepstrum().bands();
    float[] mel = new float[settings.bins() * bands];
    float[] dct = new float[bands * settings.cepstrum().coefficients()];
    NativeLibrary.check(
        KwsNative.kws_features_matrices(handle, mel, dct), "matrices of " + settings);
    return new Matrices(mel, dct);
  }

  private static void requireLength(String what, float[] array, int clips, long each) {
    if (clips < 0 || array.length != clips * each) {
      throw new IllegalArgumentException(
          array.length + " " + what + " for " + clips + " clips of " + each);
    }
  }

  @Override
  public synchronized void close() {
    if (handle != null) {
      KwsNative.kws_features_close(handle);
      handle = null;
    }
  }
}
