package io.kwsbench.engine.nativeengine;

import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.WindowSession;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanWindows;
import java.nio.FloatBuffer;
import java.util.Optional;

/** Windows of sound in the native engine. */
final class NativeWindows implements WindowSession {
  /** Of operations: less is not worth the memory. */
  private static final double MIN_GAIN = 1.1;

  private final PlanWindows windows;
  private final FloatBuffer output;

  private NativeWindows(PlanWindows windows) {
    this.windows = windows;
    this.output = windows.fetch(0).asFloatBuffer();
  }

  /** Empty where whole windows are as cheap, or each run depends on the one before. */
  static Optional<WindowSession> of(
      PlanModel plan, SessionOptions options, int sound, int hop, int sampleRate) {
    if (plan.isStateful() || hop >= options.feeds().get(sound).shape().elements().orElse(0)) {
      return Optional.empty();
    }
    PlanWindows windows = plan.newWindows(options.threads(), sound, hop);
    if (windows.gain() <= Math.max(MIN_GAIN, options.threads())) {
      windows.close();
      return Optional.empty();
    }
    for (int i = 0; i < options.feeds().size(); i++) {
      if (i != sound) {
        windows.feed(i).putInt(0, sampleRate);
      }
    }
    return Optional.of(new NativeWindows(windows));
  }

  @Override
  public float[] run(float[] sound, int offset) {
    windows.run(sound, offset);
    float[] result = new float[output.capacity()];
    output.get(0, result);
    return result;
  }

  @Override
  public void close() {
    windows.close();
  }
}
