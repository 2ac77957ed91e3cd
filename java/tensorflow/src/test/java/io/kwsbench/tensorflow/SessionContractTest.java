package io.kwsbench.tensorflow;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionContract;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import org.tensorflow.proto.DataType;

class SessionContractTest extends SessionContract {
  private static final FrozenGraph GRAPH =
      GraphBuilder.graph()
          .placeholder("x", 1, 20_000)
          .op("Relu", "y", "x")
          .type("T", DataType.DT_FLOAT)
          .build();

  private EngineModel model;

  @Override
  protected EngineSession open() {
    if (model == null) {
      model = new TensorFlowEngine().load(GRAPH);
    }
    return model.newSession(new SessionOptions(GRAPH.inputs(), GRAPH.outputs(), 1));
  }

  @Override
  protected void released() {
    model.close();
  }
}
