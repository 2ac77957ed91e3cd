package io.kwsbench.label;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;
import java.util.Optional;

/** Probabilities of clips that are already in memory. For one thread. */
public final class SampleScorer implements AutoCloseable {
  private final ClipInput input;
  private final Optional<StepScorer> steps;
  private final Optional<EngineSession> whole;

  /**
   * @param steps how it hears a clip in steps; empty where a run hears it whole
   */
  SampleScorer(EngineModel model, ClipInput input, Optional<ClipSteps> steps) {
    this.input = input;
    this.steps = steps.map(how -> new StepScorer(model, input, how));
    this.whole = steps.isPresent() ? Optional.empty() : Optional.of(input.newSession(model));
  }

  /**
   * The answer for a clip; a model that keeps state begins anew.
   *
   * @param samples as many as {@link ClipModel#samples} tells, full scale ±1; any number where
   *     {@link ClipModel#stride} tells one
   * @throws io.kwsbench.KwsException when the model fails
   */
  public float[] score(float[] samples) {
    if (steps.isPresent()) {
      return steps.get().clip(samples);
    }
    EngineSession session = whole.orElseThrow();
    session.feed(input.samples(), TensorValue.ofFloats(input.shape(), samples));
    session.run();
    return session.fetch(0).floats();
  }

  @Override
  public void close() {
    steps.ifPresent(StepScorer::close);
    whole.ifPresent(EngineSession::close);
  }
}
