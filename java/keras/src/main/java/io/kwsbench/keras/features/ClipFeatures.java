package io.kwsbench.keras.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.audio.FeatureSettings;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model's input from one second of sound at 16 kHz: the features and their frames.
 *
 * <p>Window, filters and DCT are those of {@code tf.contrib.signal} as the 2017 system called it:
 * mel filters from 80 to 7600 Hz.
 *
 * @param frames without meaning when the mode is raw
 */
public record ClipFeatures(FeatureMode mode, Frames frames) {
  /** The samples themselves. */
  public static final ClipFeatures RAW = original(FeatureMode.RAW);

  private static final float LOWER_HERTZ = 80;
  private static final float UPPER_HERTZ = 7600;
  private static final int MAX_BANDS = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param windowMillis a frame's length
   * @param strideMillis from frame to frame
   * @param bands mel filters
   * @param coefficients kept of their cosine transform
   */
  public record Frames(double windowMillis, double strideMillis, int bands, int coefficients) {
    /** The features of the 2017 entry: 30 ms every 10 ms, 60 coefficients of 80 bands. */
    public static Frames original() {
      return new Frames(30, 10, 80, 60);
    }
  }

  /**
   * @throws KwsException when no such frames can be made of a clip
   */
  public ClipFeatures {
    int window = samples(frames.windowMillis());
    if (window < 2 || window > KeywordClip.SAMPLES || samples(frames.strideMillis()) < 1) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "features: frames of %s ms every %s ms do not fit a clip of a second",
              frames.windowMillis(),
              frames.strideMillis()));
    }
    if (frames.bands() < 1
        || frames.bands() > MAX_BANDS
        || frames.coefficients() < 1
        || frames.coefficients() > frames.bands()) {
      throw new KwsException(
          "features: "
              + frames.coefficients()
              + " coefficients of "
              + frames.bands()
              + " bands; there are at most "
              + MAX_BANDS
              + " bands, and no more coefficients than bands");
    }
  }

  /** In the frames that the 2017 system used. */
  public static ClipFeatures original(FeatureMode mode) {
    return new ClipFeatures(mode, Frames.original());
  }

  private static int samples(double millis) {
    return (int) (KeywordClip.SAMPLE_RATE * millis / 1000);
  }

  /** The settings of the front end; empty if the input is the samples alone. */
  public Optional<FeatureSettings> settings() {
    FeatureSettings.Frames cut =
        new FeatureSettings.Frames(
            KeywordClip.SAMPLES, samples(frames.windowMillis()), samples(frames.strideMillis()));
    if (mode.hasSpectrum()) {
      return Optional.of(FeatureSettings.contribSpectrogram(cut));
    }
    return mode.hasCepstrum()
        ? Optional.of(
            FeatureSettings.contribMfcc(
                cut,
                new FeatureSettings.Cepstrum(
                    KeywordClip.SAMPLE_RATE,
                    LOWER_HERTZ,
                    UPPER_HERTZ,
                    frames.bands(),
                    frames.coefficients())))
        : Optional.empty();
  }

  /** Frames of a clip; 0 in raw mode. */
  public int frameCount() {
    return settings().map(s -> count(s.frames())).orElse(0);
  }

  private static int count(FeatureSettings.Frames cut) {
    return (int) Padding.VALID.windows(cut.samples(), cut.window(), cut.stride());
  }

  /** Values of a frame: bins or coefficients; 0 in raw mode. */
  public int columns() {
    return settings().map(FeatureSettings::columns).orElse(0);
  }

  /**
   * The number of values of each input: first the frames, then the samples, if the model takes
   * them.
   */
  public List<Integer> inputSizes() {
    List<Integer> sizes = new ArrayList<>();
    settings().ifPresent(s -> sizes.add(frameCount() * s.columns()));
    if (mode.hasSamples()) {
      sizes.add(KeywordClip.SAMPLES);
    }
    return sizes;
  }

  /** One line that differs for different features. */
  public String describe() {
    return mode == FeatureMode.RAW
        ? mode.label()
        : String.format(
            Locale.ROOT,
            "%s window=%s stride=%s bands=%d coefficients=%d",
            mode.label(),
            frames.windowMillis(),
            frames.strideMillis(),
            frames.bands(),
            frames.coefficients());
  }

  /** As a checkpoint keeps it. */
  public String toJson() {
    ObjectNode json = JSON.createObjectNode().put("features", mode.label());
    json.put("window_ms", frames.windowMillis()).put("stride_ms", frames.strideMillis());
    return json.put("bands", frames.bands()).put("coefficients", frames.coefficients()).toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws KwsException when it is something else
   */
  public static ClipFeatures parse(String json) {
    try {
      var node = JSON.readTree(json);
      return new ClipFeatures(
          FeatureMode.ofLabel(node.path("features").asText()),
          new Frames(
              node.path("window_ms").asDouble(),
              node.path("stride_ms").asDouble(),
              node.path("bands").asInt(),
              node.path("coefficients").asInt()));
    } catch (JsonProcessingException e) {
      throw new KwsException("no description of features: " + e.getOriginalMessage(), e);
    }
  }
}
