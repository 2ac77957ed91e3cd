package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Refuses graphs that would end the process inside TensorFlow, where no exception can be caught:
 * tensors of gigabytes, chains that overflow the stack, vectors where an op takes a scalar.
 */
final class ProcessGuard {
  /** One tensor of a speech graph; TensorFlow faults where its allocator fails. */
  private static final long MAX_TENSOR_BYTES = 1L << 31;

  /** Chains of real graphs have a few thousand nodes; preparing 40,000 takes over a minute. */
  private static final int MAX_DEPTH = 10_000;

  /** TensorFlow 2.18 walks these by recursion: 6,000 in a row overflow a thread's stack. */
  private static final int MAX_IDENTITIES = 1_000;

  private static final Set<String> IDENTITIES =
      Set.of("Identity", "IdentityN", "PreventGradient", "Snapshot", "StopGradient");

  /** The inputs that must hold one element; a negative index counts from the last input. */
  private static final Map<String, List<Integer>> ONE_ELEMENT =
      Map.ofEntries(
          Map.entry("ArgMax", List.of(1)),
          Map.entry("ArgMin", List.of(1)),
          Map.entry("ConcatV2", List.of(-1)),
          Map.entry("Cumsum", List.of(1)),
          Map.entry("ExpandDims", List.of(1)),
          Map.entry("Fill", List.of(1)),
          Map.entry("GatherV2", List.of(2)),
          Map.entry("LoopCond", List.of(0)),
          Map.entry("Mfcc", List.of(1)),
          Map.entry("OneHot", List.of(1, 2, 3)),
          Map.entry("Range", List.of(0, 1, 2)),
          Map.entry("Split", List.of(0)),
          Map.entry("SplitV", List.of(2)),
          Map.entry("Switch", List.of(1)),
          Map.entry("TensorArrayReadV3", List.of(1)),
          Map.entry("TensorArrayV3", List.of(0)),
          Map.entry("TensorArrayWriteV3", List.of(1)),
          Map.entry("TopKV2", List.of(1)));

  private final FrozenGraph graph;
  private final GraphShapes shapes;

  private ProcessGuard(FrozenGraph graph) {
    this.graph = graph;
    this.shapes = GraphShapes.of(graph);
  }

  /**
   * Checks a graph before TensorFlow sees it.
   *
   * @throws KwsException when it would end the process; the message names the node
   */
  static void check(FrozenGraph graph) {
    ProcessGuard guard = new ProcessGuard(graph);
    guard.checkDepths();
    for (Node node : graph.nodes()) {
      guard.checkSize(node);
      guard.checkScalars(node);
    }
  }

  private void checkDepths() {
    Map<String, Integer> depths = new HashMap<>();
    Map<String, Integer> identities = new HashMap<>();
    for (Node node : graph.nodes()) {
      depths.put(node.name(), 1 + deepest(node, depths));
      boolean passesOn = IDENTITIES.contains(node.op());
      identities.put(node.name(), passesOn ? 1 + deepest(node, identities) : 0);
      if (depths.get(node.name()) > MAX_DEPTH) {
        throw bad(node, "ends a chain of more than " + MAX_DEPTH + " nodes");
      }
      if (identities.get(node.name()) > MAX_IDENTITIES) {
        throw bad(node, "ends a chain of more than " + MAX_IDENTITIES + " identities");
      }
    }
  }

  private static int deepest(Node node, Map<String, Integer> depths) {
    int deepest = 0;
    for (TensorName input : node.inputs()) {
      deepest = Math.max(deepest, depths.getOrDefault(input.node(), 0));
    }
    for (String control : node.controlInputs()) {
      deepest = Math.max(deepest, depths.getOrDefault(control, 0));
    }
    return deepest;
  }

  private void checkSize(Node node) {
    TensorName output = new TensorName(node.name(), 0);
    Shape shape = shapes.info(output).shape();
    if (!shape.isStatic()) {
      return;
    }
    OptionalLong elements = shape.elements();
    int bytes = Math.max(1, shapes.info(output).dtype().map(type -> type.bytes()).orElse(1));
    if (elements.isEmpty() || elements.getAsLong() > MAX_TENSOR_BYTES / bytes) {
      throw bad(node, "makes a tensor of shape " + shape + ", more than 2 GiB");
    }
  }

  private void checkScalars(Node node) {
    for (int position : ONE_ELEMENT.getOrDefault(node.op(), List.of())) {
      int index = position < 0 ? position + node.inputs().size() : position;
      if (index < 0 || index >= node.inputs().size()) {
        continue;
      }
      OptionalLong elements = shapes.info(node.inputs().get(index)).shape().elements();
      if (elements.isPresent() && elements.getAsLong() != 1) {
        throw bad(
            node,
            "takes one element from "
                + node.inputs().get(index)
                + ", which has "
                + elements.getAsLong());
      }
    }
  }

  private KwsException bad(Node node, String what) {
    return new KwsException(
        graph.source()
            + ": node "
            + node.name()
            + " ("
            + node.op()
            + ") "
            + what
            + ", which TensorFlow does not survive");
  }
}
