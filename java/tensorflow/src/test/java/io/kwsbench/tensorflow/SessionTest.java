package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class SessionTest {
  @Test
  void runsAndFetchesEveryOutput() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      session.feed(0, TinyGraphs.x(1, 2, 3, -4));
      session.run();
      assertThat(session.fetch(0).floats()).containsExactly(2, 4, 6, -8);
      assertThat(session.fetch(1).floats()).containsExactly(4, 16, 36, 64);
      assertThat(session.fetch(1).shape()).isEqualTo(Shape.of(4));
    }
  }

  @Test
  void aFeedStaysUntilFedAgain() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      session.feed(0, TinyGraphs.x(1, 1, 1, 1));
      session.run();
      session.run();
      TensorValue before = session.fetch(0);
      session.feed(0, TinyGraphs.x(5, 5, 5, 5));
      session.run();
      assertThat(session.fetch(0).floats()).containsExactly(10, 10, 10, 10);
      assertThat(before.floats()).as("a fetched value is a copy").containsExactly(2, 2, 2, 2);
    }
  }

  @Test
  void stringsGoInAndOut() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .op("Placeholder", "s")
            .type("dtype", DataType.DT_STRING)
            .op("Identity", "out", "s")
            .type("T", DataType.DT_STRING)
            .build();
    TensorSpec s = new TensorSpec(new TensorName("s", 0), DType.STRING, Shape.SCALAR);
    try (EngineModel model = new TensorFlowEngine().load(graph);
        EngineSession session =
            model.newSession(
                new SessionOptions(List.of(s), List.of(new TensorName("out", 0)), 1))) {
      for (String text : List.of("short", "x".repeat(100_000), "", "mid ".repeat(10))) {
        session.feed(0, TensorValue.ofString(text.getBytes(StandardCharsets.UTF_8)));
        session.run();
        ByteBuffer out = session.fetch(0).buffer();
        assertThat(StandardCharsets.UTF_8.decode(out).toString()).isEqualTo(text);
      }
    }
  }

  @Test
  void refusesWhatWasNotFedOrComputed() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      assertThatIllegalStateException().isThrownBy(session::run).withMessageContaining("x:0");
      session.feed(0, TinyGraphs.x(1, 2, 3, 4));
      assertThatIllegalStateException().isThrownBy(() -> session.fetch(0));
      session.run();
      assertThatThrownBy(() -> session.fetch(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> session.feed(1, TinyGraphs.x(1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesValuesOfAnotherShapeOrType() {
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      assertThatThrownBy(() -> session.feed(0, TinyGraphs.x(1, 2, 3)))
          .isInstanceOf(KwsException.class)
          .hasMessage("input x:0 float[4] was given float[3]");
      assertThatThrownBy(() -> session.feed(0, TensorValue.ofInts(Shape.of(4), 1, 2, 3, 4)))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("int32[4]");
    }
  }

  @Test
  void closingTwiceIsFineAndUsingAfterwardsIsNot() {
    try (EngineModel model = TinyGraphs.model()) {
      EngineSession session = TinyGraphs.session(model);
      session.close();
      session.close();
      assertThatIllegalStateException().isThrownBy(session::run);
      assertThatIllegalStateException().isThrownBy(session::runTraced);
      assertThatIllegalStateException().isThrownBy(() -> session.fetch(0));
      assertThatIllegalStateException().isThrownBy(() -> session.feed(0, TinyGraphs.x(1, 1, 1, 1)));
    }
  }

  @Test
  void aModelOutlivesItsSessions() {
    EngineModel model = TinyGraphs.model();
    EngineSession session = TinyGraphs.session(model);
    assertThatIllegalStateException().isThrownBy(model::close).withMessageContaining("1 session");
    session.close();
    model.close();
    model.close();
    assertThatIllegalStateException().isThrownBy(() -> TinyGraphs.session(model));
  }
}
