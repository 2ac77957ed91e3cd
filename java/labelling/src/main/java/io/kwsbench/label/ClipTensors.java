package io.kwsbench.label;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;

/** Tensors inside a graph for clips that are already in memory. For one thread; close it. */
public final class ClipTensors implements AutoCloseable {
  private final ClipInput input;
  private final EngineModel model;
  private final EngineSession session;
  private final int count;

  /**
   * @param input of the model that the graph was made of
   * @throws io.kwsbench.KwsException when the graph does not run, or lacks a tensor
   */
  ClipTensors(ClipInput input, Engine engine, FrozenGraph graph, List<TensorName> tensors) {
    this.input = input;
    this.count = tensors.size();
    this.model = engine.load(graph);
    try {
      this.session = input.newSession(model, new SessionOptions(input.feeds(), tensors, 1));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * The elements of each tensor for a clip.
   *
   * @param samples as many as {@link ClipModel#samples} tells, full scale ±1
   */
  public List<float[]> of(float[] samples) {
    session.feed(input.samples(), TensorValue.ofFloats(input.shape(), samples));
    session.run();
    List<float[]> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tensors.add(session.fetch(i).floats());
    }
    return tensors;
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
