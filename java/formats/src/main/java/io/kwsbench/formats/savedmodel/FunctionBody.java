package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * The nodes of the main graph or of a function, with inputs by number.
 *
 * @param name the function's; empty for the main graph
 * @param arguments names of what a function is given
 * @param results what a function returns
 */
record FunctionBody(
    String name, List<String> arguments, Map<String, Step> steps, List<Ref> results) {
  /**
   * A node with its inputs.
   *
   * @param controls names of the nodes that it waits for
   */
  record Step(NodeDef node, List<Ref> inputs, List<String> controls) {
    String op() {
      return node.getOp();
    }
  }

  /** The main graph, which has no arguments and no results. */
  static FunctionBody of(GraphDef graph) {
    return new FunctionBody(
        "", List.of(), steps(graph.getNodeList(), FunctionBody::plain), List.of());
  }

  /** A function. */
  static FunctionBody of(FunctionDef function, OpOutputs outputs) {
    String name = function.getSignature().getName();
    Map<String, NodeDef> nodes = new LinkedHashMap<>();
    function.getNodeDefList().forEach(node -> nodes.put(node.getName(), node));
    Parser parser = text -> inner(text, nodes, outputs);
    List<Ref> results = new ArrayList<>();
    for (OpDef.ArgDef result : function.getSignature().getOutputArgList()) {
      String from = function.getRetMap().get(result.getName());
      if (from == null) {
        throw new KwsException("function " + name + " does not return its " + result.getName());
      }
      results.add(parser.parse(from));
    }
    List<String> arguments =
        function.getSignature().getInputArgList().stream().map(OpDef.ArgDef::getName).toList();
    return new FunctionBody(name, arguments, steps(function.getNodeDefList(), parser), results);
  }

  /** The node of that name. */
  Step require(String node) {
    Step step = steps.get(node);
    if (step == null) {
      String where = name.isEmpty() ? "the graph" : "function " + name;
      throw new KwsException(where + " has no node " + node);
    }
    return step;
  }

  @FunctionalInterface
  private interface Parser {
    Ref parse(String input);
  }

  private static Map<String, Step> steps(List<NodeDef> nodes, Parser parser) {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (NodeDef node : nodes) {
      List<Ref> inputs = new ArrayList<>();
      List<String> controls = new ArrayList<>();
      for (String input : node.getInputList()) {
        if (input.startsWith("^")) {
          controls.add(input.substring(1));
        } else {
          inputs.add(parser.parse(input));
        }
      }
      Step step = new Step(node, List.copyOf(inputs), List.copyOf(controls));
      if (steps.put(node.getName(), step) != null) {
        throw new KwsException("two nodes are named " + node.getName());
      }
    }
    return steps;
  }

  /** The main graph's spelling: {@code node} or {@code node:index}. */
  static Ref plain(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new Ref(text, 0)
        : new Ref(text.substring(0, colon), number(text, colon + 1));
  }

  /** A function's spelling: {@code argument}, or {@code node:output:index}. */
  private static Ref inner(String text, Map<String, NodeDef> nodes, OpOutputs outputs) {
    String[] parts = text.split(":", -1);
    if (parts.length == 1) {
      return new Ref(text, 0);
    }
    NodeDef node = nodes.get(parts[0]);
    if (node == null || parts.length > 3) {
      throw new KwsException("no node of the function has the output " + text);
    }
    int index = parts.length == 3 ? number(text, text.lastIndexOf(':') + 1) : 0;
    return new Ref(parts[0], Math.addExact(outputs.first(node, parts[1]), index));
  }

  private static int number(String text, int from) {
    try {
      return Integer.parseUnsignedInt(text.substring(from));
    } catch (NumberFormatException e) {
      throw new KwsException("no node has the output " + text, e);
    }
  }
}
