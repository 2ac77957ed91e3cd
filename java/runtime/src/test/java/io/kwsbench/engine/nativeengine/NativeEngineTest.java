package io.kwsbench.engine.nativeengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.kwsbench.KwsException;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Shape;
import java.lang.management.ManagementFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NativeEngineTest {
  private static final FrozenGraph GRAPH =
      GraphBuilder.graph()
          .placeholder("x", 2, 3)
          .floats("w", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
          .op("MatMul", "y", "x", "w")
          .op("Relu", "z", "y")
          .build();

  private static final SessionOptions OPTIONS =
      new SessionOptions(GRAPH.inputs(), GRAPH.outputs(), 1);

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Engine.class).stream().map(p -> p.get().name()))
        .contains("native");
    NativeEngine engine = new NativeEngine();
    assertThat(engine.unavailabilityCause()).isEmpty();
    assertThat(engine.version()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void computesAndTraces() {
    try (EngineModel model = new NativeEngine().load(GRAPH);
        EngineSession session = model.newSession(OPTIONS)) {
      session.feed(0, TensorValue.ofFloats(Shape.of(2, 3), 1, 0, 0, 0, -1, 0));
      session.run();
      assertThat(session.fetch(0).floats()).containsExactly(1, 2, 0, 0);

      RunTrace trace = session.runTraced();
      assertThat(trace.ops()).singleElement().extracting(OpTrace::op).isEqualTo("fully_connected");
      assertThat(trace.ops().get(0).fused()).containsExactly("y", "z");
    }
  }

  @Test
  void aRunAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (EngineModel model = new NativeEngine().load(GRAPH);
        EngineSession session = model.newSession(OPTIONS)) {
      session.feed(0, TensorValue.zeros(GRAPH.inputs().get(0).dtype(), Shape.of(2, 3)));
      for (int i = 0; i < 20_000; i++) {
        session.run();
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        session.run();
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
  }

  @Test
  void wrongFeedsAreNamed() {
    try (EngineModel model = new NativeEngine().load(GRAPH);
        EngineSession session = model.newSession(OPTIONS)) {
      assertThatThrownBy(session::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("x:0");
      assertThatThrownBy(() -> session.feed(0, TensorValue.ofInt(1)))
          .isInstanceOf(KwsException.class)
          .hasMessage("feed x:0 float[2,3] was given int32[]");
    }
  }

  @Test
  void nothingRunsAfterClose() {
    EngineModel model = new NativeEngine().load(GRAPH);
    EngineSession session = model.newSession(OPTIONS);
    session.feed(0, TensorValue.zeros(GRAPH.inputs().get(0).dtype(), Shape.of(2, 3)));
    assertThatThrownBy(model::close).isInstanceOf(IllegalStateException.class);
    session.close();
    session.close();
    assertThatThrownBy(session::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.fetch(0)).isInstanceOf(IllegalStateException.class);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.newSession(OPTIONS)).isInstanceOf(IllegalStateException.class);
  }
}
