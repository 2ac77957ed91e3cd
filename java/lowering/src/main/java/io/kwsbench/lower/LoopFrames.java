package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Node;
import io.kwsbench.rewrite.SimplifiedGraph;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The while loop of each node of a graph. Loops inside loops are refused. */
final class LoopFrames {
  /** Outside all loops. */
  static final String ROOT = "";

  private final Map<String, String> frameOf = new HashMap<>();
  private final Map<String, List<Node>> nodes = new LinkedHashMap<>();
  private final Set<String> exits = new HashSet<>();

  /**
   * @throws KwsException when a loop stands in a loop
   */
  LoopFrames(SimplifiedGraph graph) {
    for (Node node : graph.nodes()) {
      String frame = frame(node);
      frameOf.put(node.name(), frame);
      if (node.op().equals("Exit")) {
        exits.add(node.name());
      }
      if (!frame.equals(ROOT)) {
        nodes.computeIfAbsent(frame, name -> new ArrayList<>()).add(node);
      }
    }
  }

  private String frame(Node node) {
    String inherited = ROOT;
    for (TensorName input : node.inputs()) {
      String from = after(input.node());
      inherited = from.equals(ROOT) ? inherited : from;
    }
    if (!node.op().equals("Enter")) {
      return inherited;
    }
    if (!inherited.equals(ROOT)) {
      throw new KwsException(
          "node " + node.name() + " (Enter): a loop in a loop, which the native engine lacks");
    }
    String name = node.stringAttr("frame_name", "");
    return name.isEmpty() ? node.name() : name;
  }

  /** The frame that consumers of a node's outputs are in: an Exit's lie outside. */
  private String after(String producer) {
    return exits.contains(producer) ? ROOT : frameOf.getOrDefault(producer, ROOT);
  }

  /** The loop of a node; {@link #ROOT} outside. An Exit belongs to its loop. */
  String of(Node node) {
    return frameOf.get(node.name());
  }

  /** The nodes of a loop, in topological order. */
  List<Node> nodes(String frame) {
    return nodes.get(frame);
  }
}
