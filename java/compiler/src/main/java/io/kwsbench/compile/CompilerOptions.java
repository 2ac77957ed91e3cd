package io.kwsbench.compile;

import io.kwsbench.compile.pass.PassOptions;
import io.kwsbench.plan.Precision;
import java.util.Set;

/**
 * What a graph is compiled to.
 *
 * <pre>{@code
 * CompilerOptions small = CompilerOptions.DEFAULT.withPrecision(Precision.WEIGHTS8);
 * Plan plan = GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), small);
 * }</pre>
 *
 * @param passes the passes that run, and their listener
 * @param precision of the weights of convolutions and dense products
 * @param keptNodes graph nodes whose steps keep float weights; a step is kept if one of its nodes
 *     is named
 */
public record CompilerOptions(PassOptions passes, Precision precision, Set<String> keptNodes) {
  /** All passes, and weights as the graph has them. */
  public static final CompilerOptions DEFAULT =
      new CompilerOptions(PassOptions.ALL, Precision.FLOAT32, Set.of());

  public CompilerOptions {
    keptNodes = Set.copyOf(keptNodes);
  }

  /** The same with other passes. */
  public CompilerOptions withPasses(PassOptions newPasses) {
    return new CompilerOptions(newPasses, precision, keptNodes);
  }

  /** The same with other weights. */
  public CompilerOptions withPrecision(Precision newPrecision) {
    return new CompilerOptions(passes, newPrecision, keptNodes);
  }

  /** The same with other nodes that keep float weights. */
  public CompilerOptions withKeptNodes(Set<String> nodes) {
    return new CompilerOptions(passes, precision, nodes);
  }
}
