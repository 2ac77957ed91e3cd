package io.kwsbench.spotter;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.micro.MicroFrontEnd;
import io.kwsbench.audio.micro.MicroSettings;
import io.kwsbench.metadata.MicroFeatures;
import io.kwsbench.metadata.ModelMetadata;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Turns samples into the frames that a model takes in a run.
 *
 * <p>The first run takes a window of samples; each further one a hop, as many as its frames step.
 */
public final class MicroInput {
  private final MicroFrontEnd frontEnd;
  private final float[] features;
  private final MicroFrontEnd.FrameSink sink = this::add;
  private int filled;

  /**
   * The settings that a model's metadata describes; empty where its input is samples.
   *
   * @param source what messages call the model
   * @throws KwsException when they are none
   */
  public static Optional<MicroSettings> settings(ModelMetadata metadata, String source) {
    try {
      int rate = metadata.number(ModelMetadata.SAMPLE_RATE).orElse(KeywordClip.SAMPLE_RATE);
      return MicroFeatures.read(metadata)
          .map(
              features ->
                  new MicroSettings(
                      rate,
                      features.windowMillis(),
                      features.stepMillis(),
                      features.channels(),
                      features.lowerHertz(),
                      features.upperHertz()));
    } catch (KwsException | IllegalArgumentException e) {
      throw new KwsException(source + ": " + e.getMessage(), e);
    }
  }

  /**
   * The frames of a run.
   *
   * @param values of the model's input
   * @param source what messages call the model
   * @throws KwsException when they are no number of frames
   */
  public static int frames(MicroSettings settings, int values, String source) {
    int frames = values / settings.channels();
    if (frames == 0 || values % settings.channels() != 0) {
      throw new KwsException(
          source + ": its input of " + values + " values is no number of frames");
    }
    return frames;
  }

  /** Samples of the first run. */
  public static int window(MicroSettings settings, int frames) {
    return settings.window() + (frames - 1) * settings.step();
  }

  /**
   * @param frames of a run
   */
  public MicroInput(MicroSettings settings, int frames) {
    frontEnd = new MicroFrontEnd(settings);
    features = new float[frames * settings.channels()];
  }

  private void add(int[] frame) {
    for (int value : frame) {
      features[filled++] = value * MicroFrontEnd.UNIT;
    }
  }

  /** Writes the frames that end within the samples, which complete those of a run. */
  public void feed(float[] samples, int offset, int length, FloatBuffer input) {
    filled = 0;
    frontEnd.accept(samples, offset, length, sink);
    input.put(0, features);
  }

  /** Begins anew: the next run is the first. */
  public void reset() {
    frontEnd.reset();
  }
}
