package io.kwsbench.compile.pass;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.lower.Lowering;
import io.kwsbench.program.Program;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.SimplifiedGraph;
import io.kwsbench.rewrite.ir.StaticPart;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/**
 * Lowers a graph after the passes that the compiler shares with {@code freeze}. They run on what is
 * static; nodes of loops and branches, and what depends on them, are lowered as they stand.
 */
public final class GraphPasses {
  private final FrozenGraph graph;
  private final List<TensorSpec> feeds;
  private final List<TensorName> fetches;
  private final PassOptions options;

  private GraphPasses(
      FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> fetches, PassOptions options) {
    this.graph = graph;
    this.feeds = feeds;
    this.fetches = fetches;
    this.options = options;
  }

  /**
   * The program of a graph.
   *
   * @param feeds with static shapes (strings are scalars)
   * @throws io.kwsbench.KwsException when a name is not in the graph, or the engine lacks something
   *     that the fetches need
   */
  public static Program lower(
      FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> fetches, PassOptions options) {
    return new GraphPasses(graph, feeds, fetches, options).lowered();
  }

  private Program lowered() {
    List<io.kwsbench.rewrite.GraphPass> passes =
        CompilerPassCatalog.SHARED.stream()
            .filter(pass -> !options.without().contains(pass.name()))
            .map(CompilerPass.Shared::pass)
            .toList();
    boolean heard = options.listener() != PassListener.NONE;
    if (heard || passes.isEmpty()) {
      Program asItIs = Lowering.lower(SimplifiedGraph.asItIs(graph), feeds, fetches);
      options.listener().after(Map.of(), asItIs);
      if (passes.isEmpty()) {
        return asItIs;
      }
    }
    StaticPart part = StaticPart.of(graph, feeds, fetches);
    if (!part.rest().isEmpty()) {
      options.listener().untouched(part.rest().stream().map(Node::name).toList());
    }
    GraphPassRunner.Listener listener =
        heard ? (pass, result) -> tell(pass, result, part) : GraphPassRunner.Listener.NONE;
    return program(part.with(GraphPassRunner.settled(part.graph(), passes, listener)));
  }

  private void tell(
      io.kwsbench.rewrite.GraphPass pass,
      io.kwsbench.rewrite.GraphPass.Result result,
      StaticPart part) {
    Program program = program(part.with(result.graph()));
    options.listener().after(Map.of(pass.name(), result.replacements()), program);
  }

  private Program program(StaticPart part) {
    return Lowering.lower(SimplifiedGraph.of(graph, part), feeds, fetches);
  }
}
