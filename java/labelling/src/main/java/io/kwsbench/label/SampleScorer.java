package io.kwsbench.label;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;

/** Probabilities of clips that are already in memory. For one thread. */
public final class SampleScorer implements AutoCloseable {
  private final ClipInput input;
  private final EngineSession session;

  SampleScorer(EngineModel model, ClipInput input) {
    this.input = input;
    this.session = input.newSession(model);
  }

  /**
   * @param samples as many as {@link ClipModel#samples} tells, full scale ±1
   * @throws io.kwsbench.KwsException when the model fails
   */
  public float[] score(float[] samples) {
    session.feed(input.samples(), TensorValue.ofFloats(input.shape(), samples));
    session.reset();
    session.run();
    return session.fetch(0).floats();
  }

  @Override
  public void close() {
    session.close();
  }
}
