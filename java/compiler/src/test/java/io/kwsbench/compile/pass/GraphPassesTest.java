package io.kwsbench.compile.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.LoopGraphs;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Step;
import io.kwsbench.program.Program;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphPassesTest {
  /** Hears which passes have applied, and which nodes they leave alone. */
  private static final class Heard implements PassListener {
    private final List<String> passes = new ArrayList<>();
    private final List<String> untouched = new ArrayList<>();

    @Override
    public void after(Map<String, Integer> rewrites, Program program) {
      passes.addAll(rewrites.keySet());
    }

    @Override
    public void untouched(List<String> nodes) {
      untouched.addAll(nodes);
    }
  }

  /** A scale that stands beside two products of one input, and one of them twice. */
  private static FrozenGraph twice() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 3)
        .floats("w", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
        .floats("half", new long[] {2}, 0.5f, 0.25f)
        .op("MatMul", "a", "x", "w")
        .op("Mul", "scaled", "a", "half")
        .op("Relu", "y", "scaled")
        .op("MatMul", "b", "x", "w")
        .op("Mul", "z", "b", "half")
        .build();
  }

  private static Plan compiled(FrozenGraph graph, PassOptions options) {
    return GraphCompiler.compile(
        graph, graph.inputs(), graph.outputs(), CompilerOptions.DEFAULT.withPasses(options));
  }

  @Test
  void stepsHaveTheNamesOfTheFilesNodes() {
    Plan plan = compiled(twice(), PassOptions.ALL);

    assertThat(plan.steps()).extracting(Step::nodes).contains(List.of("a", "scaled", "b", "z"));
  }

  @Test
  void aSharedPassCanBeLeftOut() {
    Heard all = new Heard();
    compiled(twice(), new PassOptions(Set.of(), all));
    assertThat(all.passes).contains("fold_scales", "share_equal");
    assertThat(all.untouched).isEmpty();

    Heard some = new Heard();
    Plan plan = compiled(twice(), new PassOptions(Set.of("share_equal"), some));
    assertThat(some.passes).contains("fold_scales").doesNotContain("share_equal");
    assertThat(plan.steps()).extracting(Step::nodes).contains(List.of("b", "z"));
  }

  @Test
  void aLoopsNodesAreLeftAloneAndTold() {
    Heard heard = new Heard();
    compiled(LoopGraphs.scan(40).build(), new PassOptions(Set.of(), heard));

    assertThat(heard.untouched)
        .contains("i_enter", "s_switch", "tanh", "flow_exit", "gathered", "y")
        .doesNotContain("half", "x", "s_exit");
  }

  @Test
  void severalOutputsAreComputedOnce() {
    FrozenGraph graph = twice();
    List<TensorName> fetches = List.of(TensorName.parse("a"), TensorName.parse("b"));
    Plan plan = GraphCompiler.compile(graph, graph.inputs(), fetches);
    assertThat(plan.steps().stream().filter(step -> step.nodes().contains("a"))).hasSize(1);
  }

  /** A graph that gives its input back, and one that gives it back beside something else. */
  @Test
  void whatIsFedMayBeFetched() {
    Evaluated.same(GraphBuilder.graph().placeholder("x", 3).op("Identity", "y", "x"));
    Evaluated.same(
        GraphBuilder.graph()
            .placeholder("x", 3)
            .op("Identity", "same", "x")
            .op("Relu", "y", "same"));
  }
}
