package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.Optional;

/**
 * The micro front end that a model hears through: its input is frames of features, not samples.
 *
 * <p>A model's file has it under {@link ModelMetadata#FRONT_END} as {@code micro}, the milliseconds
 * of a frame and from frame to frame, the channels, and the lowest and the highest hertz; the
 * sample rate is {@link ModelMetadata#SAMPLE_RATE}.
 */
public record MicroFeatures(
    int windowMillis, int stepMillis, int channels, float lowerHertz, float upperHertz) {
  /** The features of microWakeWord's models. */
  public static final MicroFeatures USUAL = new MicroFeatures(30, 10, 40, 125, 7500);

  private static final String NAME = "micro";
  private static final int TEXTS = 6;

  /**
   * The front end of a model; empty where its input is samples, or features of an unknown kind.
   *
   * @throws KwsException when the entry is none
   */
  public static Optional<MicroFeatures> read(ModelMetadata metadata) {
    List<String> texts = metadata.entries().get(ModelMetadata.FRONT_END);
    if (texts == null) {
      return Optional.empty();
    }
    try {
      if (texts.size() == TEXTS && texts.get(0).equals(NAME)) {
        return Optional.of(
            new MicroFeatures(
                Integer.parseInt(texts.get(1)),
                Integer.parseInt(texts.get(2)),
                Integer.parseInt(texts.get(3)),
                Float.parseFloat(texts.get(4)),
                Float.parseFloat(texts.get(5))));
      }
    } catch (NumberFormatException e) {
      throw new KwsException("the model's front end is '" + String.join(" ", texts) + "'", e);
    }
    throw new KwsException("the model's front end is '" + String.join(" ", texts) + "'");
  }

  /** One line for reports. */
  String describe() {
    return NAME + ", " + windowMillis + " ms / " + stepMillis + " ms, " + channels + " channels";
  }

  /** The same with another distance from frame to frame. */
  public MicroFeatures withStepMillis(int millis) {
    return new MicroFeatures(windowMillis, millis, channels, lowerHertz, upperHertz);
  }

  /** The metadata with this front end. */
  public ModelMetadata write(ModelMetadata metadata) {
    return metadata.with(
        ModelMetadata.FRONT_END,
        List.of(
            NAME,
            Integer.toString(windowMillis),
            Integer.toString(stepMillis),
            Integer.toString(channels),
            Float.toString(lowerHertz),
            Float.toString(upperHertz)));
  }
}
