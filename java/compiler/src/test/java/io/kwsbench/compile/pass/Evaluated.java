package io.kwsbench.compile.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a small graph becomes, and what it computes with all passes and without any. */
final class Evaluated {
  private Evaluated() {}

  /** The operations that are left; reshapes are none. */
  static List<Op> optimized(GraphBuilder builder) {
    FrozenGraph graph = builder.build();
    Program program = GraphPasses.lower(graph, graph.inputs(), graph.outputs(), PassOptions.ALL);
    return PassManager.optimize(program).ops().stream()
        .filter(op -> !(op.kind() instanceof OpKind.Reshape))
        .toList();
  }

  /** The kinds of operations that are left. */
  static List<String> kinds(GraphBuilder builder) {
    return optimized(builder).stream().map(op -> op.kind().getClass().getSimpleName()).toList();
  }

  /** The first output for numbers from −1 to 1, the same with all passes as without any. */
  static float[] same(GraphBuilder builder) {
    FrozenGraph graph = builder.build();
    float[] expected = run(graph, CompilerPassCatalog.optional());
    assertThat(run(graph, Set.of())).containsExactly(expected, within(2e-5f));
    return expected;
  }

  /** The first output for given numbers, the same with all passes as without any. */
  static float[] of(GraphBuilder builder, float... x) {
    FrozenGraph graph = builder.build();
    float[] expected = run(graph, CompilerPassCatalog.optional(), x);
    assertThat(run(graph, Set.of(), x)).containsExactly(expected, within(2e-5f));
    return expected;
  }

  private static float[] run(FrozenGraph graph, Set<String> without, float... x) {
    Plan plan = GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), without);
    try (PlanModel model = PlanModel.open(plan, graph.source());
        PlanSession session = model.newSession(1)) {
      Random random = new Random(5);
      for (int i = 0; i < model.feeds().size(); i++) {
        FloatBuffer feed = session.feed(i).asFloatBuffer();
        for (int k = 0; feed.hasRemaining(); k++) {
          feed.put(x.length > 0 ? x[k] : 2 * random.nextFloat() - 1);
        }
      }
      session.run();
      FloatBuffer fetch = session.fetch(0).asFloatBuffer();
      float[] numbers = new float[fetch.remaining()];
      fetch.get(numbers);
      return numbers;
    }
  }
}
