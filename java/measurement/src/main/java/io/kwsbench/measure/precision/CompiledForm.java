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
import java.util.function.Consumer;

/**
 * A model compiled in one precision.
 *
 * @param name of the precision, such as {@code weights8}
 * @param plan what it was compiled to
 * @param steps what each lost, the worst first; those that stayed as they were come last
 */
public record CompiledForm(String name, Plan plan, List<WeightNoise> steps) {
  public CompiledForm {
    steps = List.copyOf(steps);
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
    Plan plan = plan(graph, precision, keptNodes, labels, weights::add);
    return new CompiledForm(precision.label(), plan, sorted(weights));
  }

  /**
   * Compiles a graph of integers. Weights that it still has in floats are stored in 8 bits.
   *
   * @param name of the precision
   * @param keptNodes whose weights stay floats
   * @param steps what each step in integers loses
   * @throws io.kwsbench.KwsException as above
   */
  public static CompiledForm ofIntegers(
      String name,
      FrozenGraph graph,
      Set<String> keptNodes,
      List<String> labels,
      List<WeightNoise> steps) {
    List<WeightNoise> all = new ArrayList<>(steps);
    Consumer<WeightNoise> rounded =
        noise -> noise.signalToNoiseDb().ifPresent(decibels -> all.add(noise));
    Plan plan = plan(graph, Precision.WEIGHTS8, keptNodes, labels, rounded);
    return new CompiledForm(name, plan, sorted(all));
  }

  private static Plan plan(
      FrozenGraph graph,
      Precision precision,
      Set<String> keptNodes,
      List<String> labels,
      Consumer<WeightNoise> listener) {
    CompilerOptions options =
        CompilerOptions.DEFAULT
            .withPrecision(precision)
            .withKeptNodes(keptNodes)
            .withWeightListener(listener);
    Plan plan = GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), options);
    return plan.withMetadata(plan.metadata().withLabels(labels));
  }

  private static List<WeightNoise> sorted(List<WeightNoise> noises) {
    return noises.stream()
        .sorted(
            Comparator.comparingDouble(
                noise -> noise.signalToNoiseDb().orElse(Double.POSITIVE_INFINITY)))
        .toList();
  }
}
