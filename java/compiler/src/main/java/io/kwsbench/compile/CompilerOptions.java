package io.kwsbench.compile;

import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.compile.pass.PassOptions;
import io.kwsbench.plan.Precision;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param weightListener told what rounding did to the weights of each step that may have fewer bits
 */
public record CompilerOptions(
    PassOptions passes,
    Precision precision,
    Set<String> keptNodes,
    Consumer<WeightNoise> weightListener) {
  /** All passes, and weights as the graph has them. */
  public static final CompilerOptions DEFAULT =
      new CompilerOptions(PassOptions.ALL, Precision.FLOAT32, Set.of(), noise -> {});

  public CompilerOptions {
    keptNodes = Set.copyOf(keptNodes);
  }

  /** The same with other passes. */
  public CompilerOptions withPasses(PassOptions newPasses) {
    return new CompilerOptions(newPasses, precision, keptNodes, weightListener);
  }

  /** The same with other weights. */
  public CompilerOptions withPrecision(Precision newPrecision) {
    return new CompilerOptions(passes, newPrecision, keptNodes, weightListener);
  }

  /** The same with other nodes that keep float weights. */
  public CompilerOptions withKeptNodes(Set<String> nodes) {
    return new CompilerOptions(passes, precision, nodes, weightListener);
  }

  /** The same with another listener. */
  public CompilerOptions withWeightListener(Consumer<WeightNoise> listener) {
    return new CompilerOptions(passes, precision, keptNodes, listener);
  }
}
