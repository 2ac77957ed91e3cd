package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceTest {
  private static final List<TensorSpec> DECODED =
      List.of(
          new TensorSpec(new TensorName("decoded_sample_data", 0), DType.FLOAT, Shape.of(16000, 1)),
          new TensorSpec(new TensorName("decoded_sample_data", 1), DType.INT32, Shape.SCALAR));

  private static RunTrace trace(String file) {
    return trace(Material.fixture(file));
  }

  private static RunTrace trace(Path file) {
    FrozenGraph graph = FrozenGraph.load(file);
    List<TensorName> fetches = List.of(new TensorName("labels_softmax", 0));
    try (EngineModel model = new TensorFlowEngine().load(graph);
        EngineSession session = model.newSession(new SessionOptions(DECODED, fetches, 1))) {
      session.feed(0, TensorValue.zeros(DType.FLOAT, Shape.of(16000, 1)));
      session.feed(1, TensorValue.ofInt(16000));
      session.run();
      session.runTraced();
      return session.runTraced();
    }
  }

  private static OpTrace find(RunTrace trace, String name) {
    return trace.ops().stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void tellsEveryOp() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      session.feed(0, TinyGraphs.x(1, 2, 3, 4));
      RunTrace trace = session.runTraced();
      OpTrace y = find(trace, "y");
      OpTrace z = find(trace, "z");
      assertThat(z.op()).contains("Mul");
      assertThat(y.outputBytes()).containsExactly(16L);
      assertThat(z.fused()).containsExactly("z");
      assertThat(z.startNanos()).isGreaterThanOrEqualTo(y.startNanos() + y.nanos());
      assertThat(trace.ops())
          .isSortedAccordingTo((a, b) -> Long.compare(a.startNanos(), b.startNanos()));
      assertThat(trace.ops().get(0).startNanos()).isZero();
      assertThat(trace.ops().stream().mapToLong(OpTrace::nanos).sum())
          .isPositive()
          .isLessThan(trace.wallNanos());
      assertThat(session.fetch(1).floats()).containsExactly(4, 16, 36, 64);
    }
  }

  @Test
  void countsThePiModelsNodesAndMemoryAsBenchmarkModelDoes() {
    RunTrace trace = trace("keras2/pi-shapes.pb");
    assertThat(trace.ops()).hasSizeBetween(150, 260);
    assertThat(trace.ops().stream().filter(op -> op.op().endsWith("Conv2D"))).hasSize(12);
    // TensorFlow 1.4 reports 2,180,436 for its own allocator and no oneDNN scratch memory
    assertThat(trace.ops().stream().mapToLong(OpTrace::memoryBytes).sum())
        .isBetween(2_000_000L, 2_500_000L);
  }

  @Test
  void fusedNodesNameTheirParts() {
    RunTrace trace = trace("tf1/ds_cnn.pb");
    OpTrace pointwise = find(trace, "pointwise0/BiasAdd");
    assertThat(pointwise.op()).contains("FusedConv2D");
    assertThat(pointwise.fused()).containsExactly("pointwise0/BiasAdd", "pointwise0/Conv2D");
    // whether a batch norm takes its ReLU along depends on the processor: someone accounts for it
    String relu = "BatchNorm/Relu";
    boolean fused = find(trace, "BatchNorm/FusedBatchNorm").fused().contains(relu);
    boolean apart = trace.ops().stream().anyMatch(op -> op.name().equals(relu));
    assertThat(fused).isNotEqualTo(apart);
  }

  static Stream<Path> graphsWithoutLoops() {
    return Material.both("tf1/ds_cnn.pb", "graphs/arm-kws/DS_CNN_S.pb");
  }

  @ParameterizedTest
  @MethodSource("graphsWithoutLoops")
  void noNodeOfAGraphWithoutLoopsIsCountedTwiceOrForgotten(Path file) {
    List<String> parts = trace(file).ops().stream().flatMap(op -> op.fused().stream()).toList();
    assertThat(parts).doesNotHaveDuplicates();
    Set<String> computing =
        FrozenGraph.load(file).nodes().stream()
            .filter(node -> Set.of("Conv2D", "MatMul", "Relu", "Mfcc").contains(node.op()))
            .map(Node::name)
            .collect(Collectors.toSet());
    assertThat(parts).containsAll(computing);
  }

  @Test
  void readsTheOpFromATimelineLabel() {
    assertThat(TraceReader.opType("a/b = _FusedConv2D(x, w = 3)")).isEqualTo("_FusedConv2D");
    assertThat(TraceReader.opType("[CPU] a")).isEqualTo("<>");
    assertThat(TraceReader.opType("a = b")).isEqualTo("<>");
    assertThat(TraceReader.opType("")).isEqualTo("<>");
  }
}
