package io.kwsbench.engine.nativeengine;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionContract;
import io.kwsbench.graph.GraphBuilder;

class NativeSessionContractTest extends SessionContract {
  @Override
  protected Engine engine() {
    return new NativeEngine();
  }

  @Override
  protected ModelSource source() {
    return new ModelSource.Graph(
        GraphBuilder.graph().placeholder("x", 1, 20_000).op("Relu", "y", "x").build());
  }
}
