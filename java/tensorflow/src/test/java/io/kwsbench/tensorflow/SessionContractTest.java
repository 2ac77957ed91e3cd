package io.kwsbench.tensorflow;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionContract;
import io.kwsbench.graph.GraphBuilder;
import org.tensorflow.proto.DataType;

class SessionContractTest extends SessionContract {
  @Override
  protected Engine engine() {
    return new TensorFlowEngine();
  }

  @Override
  protected ModelSource source() {
    return new ModelSource.Graph(
        GraphBuilder.graph()
            .placeholder("x", 1, 20_000)
            .op("Relu", "y", "x")
            .type("T", DataType.DT_FLOAT)
            .build());
  }
}
