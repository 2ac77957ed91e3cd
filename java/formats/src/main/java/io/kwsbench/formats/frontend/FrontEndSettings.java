package io.kwsbench.formats.frontend;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.Padding;
import io.kwsbench.tensor.RealFft;
import java.util.Locale;

/**
 * The parameters of a front end that becomes nodes of a graph.
 *
 * @param kind what a frame's values are
 * @param frames how a clip is cut
 * @param filters how a spectrum becomes the values of a frame
 * @param levels what is done to samples before and to values after
 */
record FrontEndSettings(Kind kind, Frames frames, Filters filters, Levels levels) {
  private static final int MAX_CLIP_MILLIS = 60_000;
  private static final int MAX_BANDS = 512;
  private static final float NYQUIST = KeywordClip.SAMPLE_RATE / 2f;
  private static final double LARGE = 1e9;

  /** The values of a frame. */
  enum Kind {
    SPECTROGRAM,
    LOG_MEL,
    MFCC;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The edges of a clip. */
  enum Edges {
    /** Frames lie within the clip. */
    NONE,
    /** Frames are centered on multiples of the hop, over silence before and after the clip. */
    ZEROS,
    /** The same over the mirrored clip. */
    REFLECT
  }

  /** The order of the values that the model takes. */
  enum Layout {
    /** The order that fits the model; frames first if both fit. */
    AUTO,
    /** All values of the first frame, then those of the next. */
    TIME,
    /** All frames of the first value, then those of the next. */
    BANDS
  }

  /**
   * @param samples of a clip
   * @param window samples of a frame
   * @param hop samples from frame to frame
   */
  record Frames(int samples, int window, int hop, Edges edges) {
    /** Samples with those that centered frames reach beyond. */
    int padded() {
      return edges == Edges.NONE ? samples : samples + 2 * (window / 2);
    }

    int count() {
      return (int) Padding.VALID.windows(padded(), window, hop);
    }
  }

  /**
   * @param audioOps whether TensorFlow's operation Mfcc computes it, otherwise as tf.signal
   * @param squared whether filters add up powers, not magnitudes
   * @param offset before the logarithm
   * @param bands mel filters
   * @param coefficients of the cosine transform; 0 for as many as the model takes
   * @param orthonormal whether the first coefficient is scaled as an orthonormal transform scales
   *     it
   */
  record Filters(
      boolean audioOps,
      boolean squared,
      float offset,
      int bands,
      int coefficients,
      float lowerHertz,
      float upperHertz,
      boolean orthonormal) {}

  /**
   * @param gain of samples
   * @param peak whether the largest sample becomes 1 before
   * @param mean that is subtracted from values
   * @param std by which they are divided then
   */
  record Levels(float gain, boolean peak, float mean, float std, Layout layout) {}

  /**
   * Reads the parameters of a kind.
   *
   * @throws io.kwsbench.KwsException when one is missing, none, or out of its range
   */
  static FrontEndSettings parse(FrontEndText text, Kind kind) {
    Frames frames = frames(text);
    Filters filters = filters(text, kind);
    Levels levels = levels(text);
    text.requireRead();
    return new FrontEndSettings(kind, frames, filters, levels);
  }

  private static Frames frames(FrontEndText text) {
    int samples = samples(text, "clip_ms", 1000, MAX_CLIP_MILLIS);
    int window = samples(text, "window_ms", 30, MAX_CLIP_MILLIS);
    int hop = samples(text, "hop_ms", 10, MAX_CLIP_MILLIS);
    Edges edges =
        Edges.valueOf(text.choice("center", "none", "zeros", "reflect").toUpperCase(Locale.ROOT));
    Frames frames = new Frames(samples, window, hop, edges);
    if (window < 2 || frames.padded() < window || edges == Edges.REFLECT && window / 2 >= samples) {
      throw text.error("a window of " + window + " samples does not fit a clip of " + samples);
    }
    return frames;
  }

  /** So many milliseconds, which are whole samples. */
  private static int samples(FrontEndText text, String parameter, int usual, int most) {
    double millis = text.number(parameter, usual, 0, most);
    double samples = millis * KeywordClip.SAMPLE_RATE / 1000;
    long whole = Math.round(samples);
    if (whole < 1 || Math.abs(samples - whole) > 1e-3) {
      throw text.error(
          parameter
              + "="
              + millis
              + " is no whole number of samples (of 1/"
              + KeywordClip.SAMPLE_RATE
              + " s)");
    }
    return (int) whole;
  }

  private static Filters filters(FrontEndText text, Kind kind) {
    boolean audioOps =
        kind == Kind.MFCC && text.choice("style", "audio_ops", "signal").equals("audio_ops");
    boolean squared = audioOps || text.whole("power", 1, 1, 2) == 2;
    if (kind == Kind.SPECTROGRAM) {
      return new Filters(false, squared, 0, 1, 1, 0, NYQUIST, false);
    }
    float offset = audioOps ? 0 : (float) text.number("log_offset", 1e-6, 1e-30, LARGE);
    int bands = text.whole("bins", kind == Kind.MFCC ? 40 : 0, 1, MAX_BANDS);
    float lower = (float) text.number("lower_hz", kind == Kind.MFCC ? 20 : 80, 0, NYQUIST);
    float upper = (float) text.number("upper_hz", kind == Kind.MFCC ? 4000 : 7600, 1, NYQUIST);
    if (lower >= upper) {
      throw text.error("lower_hz=" + lower + " is not below upper_hz=" + upper);
    }
    int coefficients = kind == Kind.MFCC ? text.whole("coefficients", 0, 1, bands) : 0;
    boolean orthonormal =
        kind == Kind.MFCC
            && !audioOps
            && text.choice("dct", "signal", "orthonormal").equals("orthonormal");
    return new Filters(audioOps, squared, offset, bands, coefficients, lower, upper, orthonormal);
  }

  private static Levels levels(FrontEndText text) {
    boolean peak = text.choice("level", "as_is", "peak").equals("peak");
    float gain = (float) text.number("gain", 1, 1e-9, LARGE);
    float mean = (float) text.number("mean", 0, -LARGE, LARGE);
    float std = (float) text.number("std", 1, 1e-9, LARGE);
    Layout layout =
        Layout.valueOf(text.choice("layout", "auto", "time", "bands").toUpperCase(Locale.ROOT));
    return new Levels(gain, peak, mean, std, layout);
  }

  /** Values of a frame; 0 where the model decides. */
  int columns() {
    return switch (kind) {
      case SPECTROGRAM -> (int) RealFft.bins(frames.window());
      case LOG_MEL -> filters.bands();
      case MFCC -> filters.coefficients();
    };
  }

  /** The same with so many values a frame, which the model takes. */
  FrontEndSettings withColumns(int columns) {
    Filters f = filters;
    boolean mel = kind == Kind.LOG_MEL;
    return new FrontEndSettings(
        kind,
        frames,
        new Filters(
            f.audioOps(),
            f.squared(),
            f.offset(),
            mel ? columns : f.bands(),
            mel ? f.coefficients() : columns,
            f.lowerHertz(),
            f.upperHertz(),
            f.orthonormal()),
        levels);
  }

  /** The most values of a frame that there can be. */
  int mostColumns() {
    return kind == Kind.MFCC ? filters.bands() : MAX_BANDS;
  }

  /** One line for reports, such as {@code mfcc, 40 ms / 20 ms, 10 coefficients}. */
  String describe() {
    String values =
        switch (kind) {
          case SPECTROGRAM -> columns() + " bins";
          case LOG_MEL -> columns() + " mel bins";
          case MFCC -> columns() + " coefficients";
        };
    return kind.label()
        + ", "
        + millis(frames.window())
        + " ms / "
        + millis(frames.hop())
        + " ms"
        + (columns() == 0 ? "" : ", " + values);
  }

  private static String millis(int samples) {
    return FrontEndText.plain(samples * 1000.0 / KeywordClip.SAMPLE_RATE);
  }

  /** All parameters as they are typed. */
  String text() {
    StringBuilder text = new StringBuilder(kind.label());
    add(text, "clip_ms", millis(frames.samples()));
    add(text, "window_ms", millis(frames.window()));
    add(text, "hop_ms", millis(frames.hop()));
    add(text, "center", frames.edges().name().toLowerCase(Locale.ROOT));
    if (kind == Kind.MFCC) {
      add(text, "style", filters.audioOps() ? "audio_ops" : "signal");
    }
    if (!filters.audioOps()) {
      add(text, "power", filters.squared() ? "2" : "1");
    }
    if (kind != Kind.SPECTROGRAM) {
      mel(text);
    }
    add(text, "level", levels.peak() ? "peak" : "as_is");
    add(text, "gain", Float.toString(levels.gain()));
    add(text, "mean", Float.toString(levels.mean()));
    add(text, "std", Float.toString(levels.std()));
    add(text, "layout", levels.layout().name().toLowerCase(Locale.ROOT));
    return text.toString();
  }

  private void mel(StringBuilder text) {
    if (!filters.audioOps()) {
      add(text, "log_offset", Float.toString(filters.offset()));
    }
    add(text, "bins", Integer.toString(filters.bands()));
    add(text, "lower_hz", Float.toString(filters.lowerHertz()));
    add(text, "upper_hz", Float.toString(filters.upperHertz()));
    if (kind == Kind.MFCC) {
      add(text, "coefficients", Integer.toString(filters.coefficients()));
      if (!filters.audioOps()) {
        add(text, "dct", filters.orthonormal() ? "orthonormal" : "signal");
      }
    }
  }

  private static void add(StringBuilder text, String parameter, String value) {
    text.append(',').append(parameter).append('=').append(value);
  }
}
