package io.kwsbench.label;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.WindowSession;
import java.util.Arrays;
import java.util.Optional;

/** Probabilities of windows of longer sound, each a hop after the one before. For one thread. */
public final class LabelingScorer implements AutoCloseable {
  private final Optional<WindowSession> session;
  private final Optional<SampleScorer> whole;
  private final Optional<StepScorer> steps;
  private final int window;

  LabelingScorer(EngineModel model, ClipInput input, Optional<ClipSteps> how, int hop) {
    window = input.length();
    steps = how.map(one -> new StepScorer(model, input, one));
    session =
        steps.isPresent()
            ? Optional.empty()
            : model.newWindows(input.options(), input.samples(), hop, KeywordClip.SAMPLE_RATE);
    whole =
        steps.isPresent() || session.isPresent()
            ? Optional.empty()
            : Optional.of(new SampleScorer(model, input, how));
  }

  /**
   * Scores the window that starts at an offset. A model that hears sound in steps goes on where the
   * window before ended.
   *
   * @param sound holds the whole window, full scale ±1
   * @throws io.kwsbench.KwsException when the model fails
   */
  public float[] score(float[] sound, int offset) {
    if (steps.isPresent()) {
      return steps.get().next(sound, offset);
    }
    return session.isPresent()
        ? session.get().run(sound, offset)
        : whole.orElseThrow().score(Arrays.copyOfRange(sound, offset, offset + window));
  }

  @Override
  public void close() {
    steps.ifPresent(StepScorer::close);
    session.ifPresent(WindowSession::close);
    whole.ifPresent(SampleScorer::close);
  }
}
