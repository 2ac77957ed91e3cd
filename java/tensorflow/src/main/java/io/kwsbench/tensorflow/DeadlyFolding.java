package io.kwsbench.tensorflow;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the scales behind a convolution whose constants TensorFlow cannot fold: two of them in a
 * row, where the first divides or where both multiply by one number.
 *
 * <p>TensorFlow 2.18's {@code constant_folding} joins the two constants in a node that was made of
 * the convolution's result, then reads that node's old shape to move the product into the weights.
 * The result of a fed graph has no known shape, so a check fails ({@code tensor_shape.cc:411}), and
 * the process aborts. Whatever else stands behind the convolution, such as a shift, keeps it alive.
 */
final class DeadlyFolding {
  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "Conv3D");
  private static final Set<String> PASSED = Set.of("Identity", "StopGradient", "PreventGradient");
  private static final Set<String> DIVISIONS = Set.of("RealDiv", "Div");

  private final FrozenGraph graph;
  private final GraphShapes shapes;
  private final Set<String> fetched = new HashSet<>();
  private final Map<String, List<Node>> users = new HashMap<>();
  private final Set<String> constants = new HashSet<>();

  private DeadlyFolding(FrozenGraph graph, List<TensorName> fetches) {
    this.graph = graph;
    this.shapes = GraphShapes.of(graph);
    fetches.forEach(fetch -> fetched.add(fetch.node()));
    Set<String> needed = needed(fetches);
    for (Node node : graph.nodes()) {
      if (needed.contains(node.name())) {
        read(node);
      }
    }
  }

  private void read(Node node) {
    boolean known =
        node.op().equals("Const")
            || !node.inputs().isEmpty()
                && node.inputs().stream().allMatch(input -> constants.contains(input.node()));
    if (known) {
      constants.add(node.name());
    }
    for (TensorName input : node.inputs()) {
      users.computeIfAbsent(input.node(), name -> new ArrayList<>()).add(node);
    }
  }

  /** Nodes that a run executes: TensorFlow removes the others before it folds. */
  private Set<String> needed(List<TensorName> fetches) {
    Set<String> needed = new HashSet<>();
    ArrayDeque<String> queue = new ArrayDeque<>();
    fetches.forEach(fetch -> queue.add(fetch.node()));
    while (!queue.isEmpty()) {
      String name = queue.poll();
      if (needed.add(name)) {
        graph
            .node(name)
            .ifPresent(
                node -> {
                  node.inputs().forEach(input -> queue.add(input.node()));
                  queue.addAll(node.controlInputs());
                });
      }
    }
    return needed;
  }

  /**
   * Returns whether TensorFlow would abort.
   *
   * @param fetches what a run computes
   */
  static boolean isIn(FrozenGraph graph, List<TensorName> fetches) {
    if (graph.nodes().stream().noneMatch(node -> CONVOLUTIONS.contains(node.op()))) {
      return false;
    }
    DeadlyFolding folding = new DeadlyFolding(graph, fetches);
    return graph.nodes().stream()
        .filter(node -> CONVOLUTIONS.contains(node.op()) && node.inputs().size() == 2)
        .filter(node -> folding.constants.contains(node.inputs().get(1).node()))
        .anyMatch(folding::ends);
  }

  /** Returns whether a convolution's scales are such. */
  private boolean ends(Node convolution) {
    boolean divided = false;
    int numbers = 0;
    boolean held = false;
    Node at = convolution;
    while (!fetched.contains(at.name()) && users.getOrDefault(at.name(), List.of()).size() == 1) {
      Node next = users.get(at.name()).get(0);
      if (!PASSED.contains(next.op())) {
        TensorName by = scale(next, at);
        if (by == null) {
          return false;
        }
        if (next.op().equals("Mul") && shapes.info(by).shape().equals(Shape.SCALAR)) {
          numbers++;
          held |= isHeld(by);
        }
        if (divided || numbers == 2 && held) {
          return true;
        }
        divided = DIVISIONS.contains(next.op());
      }
      at = next;
    }
    return false;
  }

  /** The constant that a node multiplies or divides another one's result by; null for none. */
  private TensorName scale(Node node, Node of) {
    boolean division = DIVISIONS.contains(node.op());
    if (!division && !node.op().equals("Mul") || node.inputs().size() != 2) {
      return null;
    }
    boolean first = node.inputs().get(0).node().equals(of.name());
    TensorName other = node.inputs().get(first ? 1 : 0);
    boolean fits = first || !division;
    return fits && constants.contains(other.node()) && isRow(shapes.info(other).shape())
        ? other
        : null;
  }

  /** A row of numbers for the channels, or one for all. */
  private static boolean isRow(Shape shape) {
    if (!shape.hasRank()) {
      return false;
    }
    for (int i = 0; i < shape.rank() - 1; i++) {
      if (shape.dim(i) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the graph holds a constant, and does not compute it. */
  private boolean isHeld(TensorName constant) {
    Node node = graph.require(constant);
    while (PASSED.contains(node.op())) {
      node = graph.require(node.inputs().get(0));
    }
    return node.op().equals("Const");
  }
}
