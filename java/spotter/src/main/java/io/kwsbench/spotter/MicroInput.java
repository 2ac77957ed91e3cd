package io.kwsbench.spotter;

import io.kwsbench.audio.micro.MicroFrontEnd;
import io.kwsbench.audio.micro.MicroSettings;
import java.nio.FloatBuffer;

/**
 * Turns samples into the frames that a model takes in a run.
 *
 * <p>The first run takes a window of samples; each further one a hop, as many as its frames step.
 */
final class MicroInput {
  private final MicroFrontEnd frontEnd;
  private final float[] features;
  private final MicroFrontEnd.FrameSink sink = this::add;
  private int filled;

  /**
   * @param frames of a run
   */
  MicroInput(MicroSettings settings, int frames) {
    frontEnd = new MicroFrontEnd(settings);
    features = new float[frames * settings.channels()];
  }

  private void add(int[] frame) {
    for (int value : frame) {
      features[filled++] = value * MicroFrontEnd.UNIT;
    }
  }

  /** Writes the frames that end within the samples, which complete those of a run. */
  void feed(float[] samples, int offset, int length, FloatBuffer input) {
    filled = 0;
    frontEnd.accept(samples, offset, length, sink);
    input.put(0, features);
  }

  void reset() {
    frontEnd.reset();
  }
}
