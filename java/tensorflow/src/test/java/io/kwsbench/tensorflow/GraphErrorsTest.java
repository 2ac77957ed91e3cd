package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

/** What is wrong with a graph or with what is asked of it comes back as one line. */
class GraphErrorsTest {
  private static void assertOneLine(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(KwsException.class)
        .hasMessageNotContainingAny("\n")
        .hasMessageContainingAll(parts);
  }

  private static EngineModel load(FrozenGraph graph) {
    return new TensorFlowEngine().load(graph);
  }

  @Test
  void anOpThatTensorFlowLacks() {
    FrozenGraph graph = TinyGraphs.withPlaceholder().op("FlyToTheMoon", "layer/moon", "x").build();
    assertOneLine(() -> load(graph), graph.source(), "no op FlyToTheMoon", "layer/moon", "2.18");
  }

  @Test
  void anAttributeOfTheWrongType() {
    FrozenGraph graph =
        TinyGraphs.withPlaceholder().op("Relu", "y", "x").attr("T", "a string").build();
    assertOneLine(() -> load(graph), graph.source());
  }

  @Test
  void aFeedOrFetchThatIsNotThere() {
    try (EngineModel model = TinyGraphs.model()) {
      assertOneLine(() -> open(model, TinyGraphs.X, "q"), "no node q");
      assertOneLine(() -> open(model, TinyGraphs.X, "y:3"), "y", "1 outputs", "y:3");
      assertOneLine(() -> open(model, spec("w", DType.FLOAT, 4), "y"), "no node w");
      assertOneLine(
          () -> model.newSession(new SessionOptions(List.of(TinyGraphs.X), List.of(), 1)),
          "output");
    }
  }

  @Test
  void aFeedOfTheWrongTypeOrShape() {
    try (EngineModel model = TinyGraphs.model()) {
      assertOneLine(() -> open(model, spec("x", DType.INT32, 4), "y"), "x:0", "float");
      assertOneLine(() -> open(model, spec("x", DType.FLOAT, 5), "y"), "x:0", "[5]", "[4]");
      assertOneLine(() -> open(model, spec("x", DType.FLOAT, 2, 2), "y"), "x:0", "[4]");
      assertOneLine(() -> open(model, spec("x", DType.FLOAT, -1), "y"), "x:0", "full shape");
    }
  }

  @Test
  void aFeedTooLarge() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", -1, -1)
            .op("Relu", "y", "x")
            .type("T", DataType.DT_FLOAT)
            .build();
    try (EngineModel model = load(graph)) {
      assertOneLine(() -> open(model, spec("x", DType.FLOAT, 1 << 20, 1 << 20), "y"), "2 GiB");
    }
  }

  @Test
  void aRunThatFailsLeavesTheSessionUsable() {
    FrozenGraph graph =
        TinyGraphs.withPlaceholder()
            .op("Placeholder", "n")
            .type("dtype", DataType.DT_INT32)
            .op("Reshape", "y", "x", "n")
            .type("T", DataType.DT_FLOAT)
            .type("Tshape", DataType.DT_INT32)
            .build();
    SessionOptions options =
        new SessionOptions(
            List.of(TinyGraphs.X, spec("n", DType.INT32, 2)), List.of(TinyGraphs.Y), 1);
    try (EngineModel model = load(graph);
        EngineSession session = model.newSession(options)) {
      session.feed(0, TinyGraphs.x(1, 2, 3, 4));
      session.feed(1, TensorValue.ofInts(Shape.of(2), 3, 3));
      assertOneLine(session::run, graph.source(), "y");
      session.feed(1, TensorValue.ofInts(Shape.of(2), 2, 2));
      session.run();
      assertThat(session.fetch(0).shape()).isEqualTo(Shape.of(2, 2));
    }
  }

  @Test
  void aPlaceholderThatNobodyFeeds() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session =
            model.newSession(new SessionOptions(List.of(), List.of(TinyGraphs.Y), 1))) {
      assertOneLine(session::run, "x", "feed");
    }
  }

  private static void open(EngineModel model, TensorSpec feed, String fetch) {
    SessionOptions options = new SessionOptions(List.of(feed), List.of(TensorName.parse(fetch)), 1);
    model.newSession(options).close();
  }

  private static TensorSpec spec(String name, DType dtype, long... dims) {
    return new TensorSpec(new TensorName(name, 0), dtype, Shape.of(dims));
  }
}
