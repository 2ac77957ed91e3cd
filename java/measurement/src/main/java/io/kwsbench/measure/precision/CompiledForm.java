package io.kwsbench.measure.precision;

import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A model compiled in one precision.
 *
 * @param precision of its weights
 * @param plan what it was compiled to
 * @param weights of each step, the worst first; weights that stayed as they were come last
 */
public record CompiledForm(Precision precision, Plan plan, List<WeightNoise> weights) {
  public CompiledForm {
    weights = List.copyOf(weights);
  }

  /**
   * Compiles a graph with its own inputs and outputs.
   *
   * @param keptNodes whose weights stay floats
   * @param labels of its classes, which the model will contain; empty where nobody knows them
   * @throws io.kwsbench.KwsException when the engine lacks something that the graph needs
   */
  public static CompiledForm of(
      FrozenGraph graph, Precision precision, Set<String> keptNodes, List<String> labels) {
    List<WeightNoise> weights = new ArrayList<>();
    CompilerOptions options =
        CompilerOptions.DEFAULT
            .withPrecision(precision)
            .withKeptNodes(keptNodes)
            .withWeightListener(weights::add);
    Plan plan = GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), options);
    weights.sort(
        Comparator.comparingDouble(
            noise -> noise.signalToNoiseDb().orElse(Double.POSITIVE_INFINITY)));
    return new CompiledForm(
        precision, plan.withMetadata(plan.metadata().withLabels(labels)), weights);
  }
}
