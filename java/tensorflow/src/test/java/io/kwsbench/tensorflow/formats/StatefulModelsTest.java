package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that adds its inputs up over the runs, and answers one more. */
class StatefulModelsTest {
  private static final Path COUNTER = Material.fixture("tflite/stateful/counter.tflite");

  @TempDir Path folder;

  @Test
  void theGraphSaysWhatItCarries() {
    FrozenGraph graph = ModelReader.load(COUNTER);
    assertThat(graph.states()).hasSize(1);
    FrozenGraph.State state = graph.states().get(0);
    assertThat(state.input().shape()).isEqualTo(Shape.of(1, 4));
    assertThat(state.initial().floats()).containsExactly(0, 0, 0, 0);
    assertThat(graph.inputs()).hasSize(1);
    assertThat(graph.outputs()).hasSize(1);
    assertThat(CarriedTensor.read(graph.metadata(graph.outputs().get(0))))
        .containsExactly(state.carried());
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "tensorflow"})
  void aRunGoesOnWhereTheLastOneEnded(String engine) throws IOException {
    Path pb = folder.resolve("counter.pb");
    Files.write(pb, ModelReader.load(COUNTER).toBytes());
    for (Path model : List.of(COUNTER, pb)) {
      count(engine, new ModelSource.Graph(ModelReader.load(model)));
    }
  }

  @Test
  void soDoesACompiledModel() {
    Path plan = folder.resolve("counter.kws");
    PlanWriter.write(GraphCompiler.compile(ModelReader.load(COUNTER)), plan);
    count("native", ModelSource.of(plan));
    try (PlanModel model = PlanModel.open(plan)) {
      assertThat(model.isStateful()).isTrue();
      assertThatThrownBy(() -> model.newWindows(1, 0, 1))
          .isInstanceOf(KwsException.class)
          .hasMessage(plan + ": it keeps state from run to run, so its windows cannot overlap");
    }
  }

  private static void count(String name, ModelSource source) {
    Engine engine = Engines.requireAvailable(Engines.installed().find(name).orElseThrow());
    try (EngineModel model = engine.open(source);
        EngineSession session = model.newSession(1);
        EngineSession other = model.newSession(1)) {
      assertThat(session.options().feeds()).hasSize(1);
      assertThat(session.options().fetches()).hasSize(1);
      assertThat(next(session, 1, 2, 3, 4)).containsExactly(2, 3, 4, 5);
      assertThat(next(session, 1, 0, -1, 9)).containsExactly(3, 3, 3, 14);
      session.runTraced();
      assertThat(session.fetch(0).floats()).containsExactly(4, 3, 2, 23);
      assertThat(next(other, 5, 5, 5, 5)).as("another session").containsExactly(6, 6, 6, 6);
      session.reset();
      assertThat(next(session, 1, 2, 3, 4)).as("after a reset").containsExactly(2, 3, 4, 5);
    }
  }

  private static float[] next(EngineSession session, float... values) {
    session.feed(0, TensorValue.ofFloats(Shape.of(1, 4), values));
    session.run();
    return session.fetch(0).floats();
  }
}
