package io.kwsbench.engine.nativeengine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionContract;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.natives.NativeLibrary;
import org.junit.jupiter.api.BeforeAll;

class NativeSessionContractTest extends SessionContract {
  private static final FrozenGraph GRAPH =
      GraphBuilder.graph().placeholder("x", 1, 20_000).op("Relu", "y", "x").build();

  private EngineModel model;

  @BeforeAll
  static void natives() {
    assumeTrue(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  @Override
  protected EngineSession open() {
    if (model == null) {
      model = new NativeEngine().load(GRAPH);
    }
    return model.newSession(new SessionOptions(GRAPH.inputs(), GRAPH.outputs(), 1));
  }

  @Override
  protected void released() {
    model.close();
  }
}
