package io.kwsbench.stats;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.flops.Flops;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.NodeProfile;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Counts the floating-point operations of what was observed to run. Immutable. */
public final class FlopCounts {
  private final FrozenGraph graph;
  private final GraphShapes shapes;
  private final int runs;
  private final Set<String> inLoops;

  /**
   * @param runs traced runs, over which a node's executions are counted
   */
  public FlopCounts(FrozenGraph graph, GraphShapes shapes, int runs) {
    this.graph = graph;
    this.shapes = shapes;
    this.runs = Math.max(1, runs);
    this.inLoops = LoopNodes.of(graph);
  }

  /**
   * Operations a run of an observed node as the graph states them, with all nodes that it was fused
   * from; empty when one of them is not known.
   */
  public OptionalLong graphFlops(NodeProfile observed) {
    OptionalLong once =
        graphFlops(observed.op(), observed.name(), observed.fused(), observed.executedFlops(runs));
    return once.isPresent()
        ? OptionalLong.of(once.getAsLong() * Math.max(1, observed.calls() / runs))
        : once;
  }

  /**
   * Operations of one execution of an op, or of a step that an engine made of nodes, as the graph
   * states them; empty when a node is not known. What an engine folded into constants does nothing.
   *
   * <p>Where the graph does not state it, because a step stands for an unknown number of a loop's
   * iterations, it is what the engine executes.
   *
   * @param op the op type, or the kernel's name
   * @param name the node, or the step
   * @param fused the nodes that a step stands for; none for a node itself
   * @param executed what the engine executes, if it counts that
   */
  public OptionalLong graphFlops(
      String op, String name, Collection<String> fused, OptionalLong executed) {
    if (Flops.hasNoArithmetic(op)) {
      return OptionalLong.of(0);
    }
    Set<String> names = fused.isEmpty() ? Set.of(name) : new HashSet<>(fused);
    if (executed.isPresent() && names.stream().anyMatch(inLoops::contains)) {
      return executed;
    }
    long sum = 0;
    for (String each : names) {
      Optional<Node> node = graph.node(each);
      OptionalLong flops = node.isPresent() ? Flops.of(node.get(), shapes) : OptionalLong.empty();
      if (flops.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += flops.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /**
   * The whole graph by benchmark_model's rule: nodes that the outputs need, each once.
   *
   * @param feeds tensors that are given, so that nothing before them runs
   */
  public ByRule benchmarkModel(List<TensorName> feeds, List<TensorName> outputs) {
    long convolutions = 0;
    long total = 0;
    for (String name : needed(feeds, outputs)) {
      Node node = graph.node(name).orElseThrow();
      long flops = Flops.benchmarkModel(node, shapes).orElse(0);
      total += flops;
      convolutions += node.op().equals("MatMul") ? 0 : flops;
    }
    return new ByRule(total, convolutions);
  }

  /**
   * benchmark_model's estimate.
   *
   * @param total of MatMul, Conv2D and DepthwiseConv2dNative
   * @param convolutions of it without MatMul
   */
  public record ByRule(long total, long convolutions) {}

  private Set<String> needed(List<TensorName> feeds, List<TensorName> outputs) {
    Set<String> fed = new HashSet<>();
    feeds.forEach(feed -> fed.add(feed.node()));
    Set<String> seen = new HashSet<>();
    ArrayDeque<String> queue = new ArrayDeque<>();
    outputs.forEach(output -> queue.add(output.node()));
    while (!queue.isEmpty()) {
      String name = queue.poll();
      if (!fed.contains(name) && seen.add(name)) {
        graph.node(name).orElseThrow().inputs().forEach(input -> queue.add(input.node()));
      }
    }
    return seen;
  }
}
