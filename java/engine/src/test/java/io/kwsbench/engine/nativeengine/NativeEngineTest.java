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
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
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
  void takesSamplesAndFloatsWithoutATensor() {
    ByteBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    direct.asShortBuffer().put(new short[] {9, 8, 32767, 0, 0, 0, -32767, 0});
    ByteBuffer heap = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).put(direct).flip();
    try (EngineModel model = new NativeEngine().load(GRAPH);
        EngineSession session = model.newSession(OPTIONS)) {
      for (ByteBuffer samples : List.of(direct.clear(), heap)) {
        ShortBuffer six = samples.order(ByteOrder.nativeOrder()).asShortBuffer().position(2);
        session.feedFloats(0, new float[6]);
        session.feedPcm16(0, six, 32767);
        assertThat(six.position()).isEqualTo(2);
        session.run();
        float[] result = new float[4];
        session.fetchFloats(0, result);
        assertThat(result).containsExactly(1, 2, 0, 0);
        ShortBuffer seven = samples.asShortBuffer().position(1);
        assertThatThrownBy(() -> session.feedPcm16(0, seven, 1))
            .isInstanceOf(IllegalArgumentException.class);
      }
      session.feedFloats(0, new float[] {0, 1, 0, 0, 0, 1});
      session.run();
      assertThat(session.fetch(0).floats()).containsExactly(3, 4, 5, 6);
      assertThatThrownBy(() -> session.fetchFloats(0, new float[3]))
          .isInstanceOf(IndexOutOfBoundsException.class);
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
