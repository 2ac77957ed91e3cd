package io.kwsbench.label;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.spotter.MicroInput;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Runs a model that hears sound in steps. For one thread. */
final class StepScorer implements AutoCloseable {
  private final ClipInput input;
  private final ClipSteps steps;
  private final EngineSession session;
  private final Optional<MicroInput> micro;
  private final float[] fed;
  private boolean started;

  StepScorer(EngineModel model, ClipInput input, ClipSteps steps) {
    this.input = input;
    this.steps = steps;
    this.micro = steps.micro().map(settings -> new MicroInput(settings, steps.frames()));
    this.fed = new float[input.length()];
    this.session = input.newSession(model);
  }

  /** The session that it runs. */
  EngineSession session() {
    return session;
  }

  /** The answer for a whole clip, of which each sample is heard; the model begins anew. */
  float[] clip(float[] samples) {
    reset();
    int more = Math.max(0, samples.length - steps.window());
    int count = 1 + (more + steps.stride() - 1) / steps.stride();
    float[] sound = Arrays.copyOf(samples, steps.window() + (count - 1) * steps.stride());
    float[][] scores = new float[count][];
    for (int i = 0; i < count; i++) {
      scores[i] = run(sound, i * steps.stride());
    }
    return steps.answer(largestMeans(scores));
  }

  private float[] largestMeans(float[][] scores) {
    int averaged = Math.min(steps.results(), scores.length);
    float[] largest = new float[scores[0].length];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (int end = averaged; end <= scores.length; end++) {
      for (int k = 0; k < largest.length; k++) {
        double sum = 0;
        for (int i = end - averaged; i < end; i++) {
          sum += scores[i][k];
        }
        // NaN wins, so that whoever asks sees it
        largest[k] = Math.max(largest[k], (float) (sum / averaged));
      }
    }
    return largest;
  }

  /** The scores of the step that ends with the window at an offset; windows are a stride apart. */
  float[] next(float[] sound, int offset) {
    return steps.answer(run(sound, offset));
  }

  private float[] run(float[] sound, int offset) {
    int fresh = started ? steps.stride() : steps.window();
    int from = offset + steps.window() - fresh;
    started = true;
    if (micro.isPresent()) {
      micro.get().feed(sound, from, fresh, FloatBuffer.wrap(fed));
    } else {
      System.arraycopy(sound, from, fed, 0, fed.length);
    }
    session.feedFloats(input.samples(), fed);
    session.run();
    return session.fetch(0).floats();
  }

  private void reset() {
    session.reset();
    micro.ifPresent(MicroInput::reset);
    started = false;
  }

  @Override
  public void close() {
    session.close();
  }
}
