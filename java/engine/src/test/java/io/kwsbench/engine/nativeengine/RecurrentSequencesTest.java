package io.kwsbench.engine.nativeengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.RecurrentGraphs;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recognized sequences against the same cells step by step. */
class RecurrentSequencesTest {
  private static final Set<String> STEP_BY_STEP =
      Set.of("recover_sequences", "batch_inputs", "roll_loops");

  @TempDir Path folder;

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of("lstm", RecurrentGraphs.lstm(false), Kernel.LSTM),
        Arguments.of("lstm with a peephole", RecurrentGraphs.lstm(true), Kernel.LSTM),
        Arguments.of("gru", RecurrentGraphs.gru(), Kernel.GRU),
        Arguments.of("rnn", RecurrentGraphs.rnn(), Kernel.RNN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void aSequenceIsOneStepAndComputesTheSame(String name, GraphBuilder builder, Kernel kernel) {
    FrozenGraph graph = builder.build();
    String last = "h" + RecurrentGraphs.TIME;
    Plan sequence = plan(graph, last, Set.of());
    Plan steps = plan(graph, last, STEP_BY_STEP);

    assertThat(kernels(sequence)).containsOnlyOnce(kernel);
    assertThat(kernels(steps)).doesNotContain(kernel);
    assertThat(sequence.steps().size()).isLessThan(steps.steps().size() / 3);
    assertThat(run(sequence, "sequence")).containsExactly(run(steps, "steps"), within(1e-6f));
  }

  @Test
  void statesInTheMiddleAreHandedOut() {
    FrozenGraph graph = RecurrentGraphs.gru().build();
    assertThat(run(plan(graph, "h3", Set.of()), "sequence"))
        .containsExactly(run(plan(graph, "h3", STEP_BY_STEP), "steps"), within(1e-6f));
  }

  /** An LSTM's c between is nowhere after the sequence, so cells stay what they are. */
  @Test
  void cellStatesInTheMiddleKeepTheSteps() {
    FrozenGraph graph = RecurrentGraphs.lstm(false).build();
    Plan plan =
        GraphCompiler.compile(
            graph, graph.inputs(), List.of(TensorName.parse("c3"), TensorName.parse("h8")));
    assertThat(run(plan, "both"))
        .containsExactly(run(plan(graph, "c3", STEP_BY_STEP), "steps"), within(1e-6f));
  }

  @Test
  void aPassThatIsNotThereIsNamed() {
    FrozenGraph graph = RecurrentGraphs.rnn().build();
    assertThatThrownBy(() -> plan(graph, "h8", Set.of("magic")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("no pass magic")
        .hasMessageContaining("recover_sequences");
  }

  private static Plan plan(FrozenGraph graph, String fetch, Set<String> without) {
    List<TensorName> fetches = List.of(TensorName.parse(fetch));
    return GraphCompiler.compile(graph, graph.inputs(), fetches, without);
  }

  private static List<Kernel> kernels(Plan plan) {
    return plan.steps().stream().map(step -> step.kernel()).toList();
  }

  private float[] run(Plan plan, String name) {
    Path file = folder.resolve(name + ".kws");
    PlanWriter.write(plan, file);
    float[] x = new float[RecurrentGraphs.TIME * 5];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i);
    }
    try (EngineModel model = new NativeEngine().open(ModelSource.of(file));
        EngineSession session = model.newSession(1)) {
      session.feed(0, TensorValue.ofFloats(Shape.of(1, RecurrentGraphs.TIME, 5), x));
      session.run();
      return session.fetch(0).floats();
    }
  }
}
