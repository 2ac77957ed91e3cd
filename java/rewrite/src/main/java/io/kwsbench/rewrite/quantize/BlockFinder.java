package io.kwsbench.rewrite.quantize;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ChannelLayout;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the convolutions and products that 8 bits suit. These stay in floats:
 *
 * <ul>
 *   <li>what hears samples: 8 bits would lose quiet speech
 *   <li>front ends: what a spectrum or a logarithm depends on
 *   <li>what is before a softmax, a gate or the graph's output
 *   <li>weights that several products share, as steps of recurrent layers do
 * </ul>
 */
final class BlockFinder {
  private static final Set<String> SPECTRA = Set.of("AudioSpectrogram", "Mfcc", "RFFT", "FFT");

  /** Operations of front ends; no layer after one has them. */
  private static final Set<String> FRONT_ENDS =
      Set.of(
          "AudioSpectrogram",
          "Mfcc",
          "RFFT",
          "FFT",
          "ComplexAbs",
          "Log",
          "Log1p",
          "Square",
          "Sqrt",
          "Pow");

  private static final Set<String> GATES =
      Set.of("Softmax", "LogSoftmax", "Sigmoid", "Tanh", "Exp");

  /** Operations through which a product is still before a gate. */
  private static final Set<String> PASSING =
      Set.of(
          "Reshape",
          "ExpandDims",
          "Squeeze",
          "Transpose",
          "Mean",
          "Max",
          "Sum",
          "AvgPool",
          "MaxPool");

  private static final Set<String> BY_CONSTANT =
      Set.of("Add", "AddV2", "Sub", "Mul", "RealDiv", "BiasAdd");

  private final IrGraph graph;
  private final Map<Value, List<IrNode>> users = new HashMap<>();
  private final Map<Value, Integer> uses;
  private final Set<IrNode> frontEnd = new HashSet<>();
  private final Set<IrNode> heard = new HashSet<>();

  private BlockFinder(IrGraph graph) {
    this.graph = graph;
    this.uses = graph.uses();
    for (IrNode node : graph.nodes()) {
      node.inputs().forEach(in -> users.computeIfAbsent(in, key -> new ArrayList<>()).add(node));
      if (FRONT_ENDS.contains(node.op())) {
        addWithInputs(node);
      }
      if (hears(node)) {
        heard.add(node);
      }
    }
  }

  /** The blocks, each after those that it depends on. */
  static List<Block> in(IrGraph graph) {
    BlockFinder finder = new BlockFinder(graph);
    return graph.nodes().stream()
        .filter(node -> !node.outputs().isEmpty() && ChannelLayout.isProduct(node.output(0)))
        .filter(finder::suits)
        .map(finder::block)
        .filter(block -> !finder.isBeforeGate(block.result(), block.activation().isPresent()))
        .toList();
  }

  private void addWithInputs(IrNode node) {
    List<IrNode> open = new ArrayList<>(List.of(node));
    while (!open.isEmpty()) {
      IrNode next = open.remove(open.size() - 1);
      if (frontEnd.add(next)) {
        next.inputs().forEach(input -> open.add(input.node()));
      }
    }
  }

  /** Returns whether a node's output is made of samples without a product or a spectrum. */
  private boolean hears(IrNode node) {
    if (node.constant() != null || SPECTRA.contains(node.op()) || isProduct(node)) {
      return false;
    }
    return node.inputs().isEmpty()
        || node.inputs().stream().anyMatch(input -> heard.contains(input.node()));
  }

  private static boolean isProduct(IrNode node) {
    return !node.outputs().isEmpty() && ChannelLayout.isProduct(node.output(0));
  }

  private boolean suits(IrNode product) {
    Value weights = product.input(1);
    return ChannelLayout.isFloatConstant(weights)
        && !product.input(0).isConstant()
        && !product.attrs().flag("transpose_a")
        && !product.attrs().flag("transpose_b")
        && uses.get(weights) == 1
        && isFinite(weights.node().constant())
        && !frontEnd.contains(product)
        && !heard.contains(product.input(0).node());
  }

  private static boolean isFinite(Literal literal) {
    for (float value : literal.toFloats()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return literal.size() > 0;
  }

  private Block block(IrNode product) {
    Optional<IrNode> bias = onlyUser(product).filter(BlockFinder::isBias);
    Optional<IrNode> activation =
        onlyUser(bias.orElse(product))
            .filter(node -> node.op().equals("Relu") || node.op().equals("Relu6"));
    return new Block(product, bias, activation);
  }

  private static boolean isBias(IrNode node) {
    return ChannelLayout.isBias(node)
        && ChannelLayout.isFloatConstant(node.input(1))
        && isFinite(node.input(1).node().constant());
  }

  private Optional<IrNode> onlyUser(IrNode node) {
    Value value = node.output(0);
    return uses.getOrDefault(value, 0) == 1
        ? users.getOrDefault(value, List.of()).stream().findFirst()
        : Optional.empty();
  }

  /** Rectified results may feed a gate: they are features, not scores. */
  private boolean isBeforeGate(Value result, boolean rectified) {
    if (result == graph.output()) {
      return true;
    }
    for (IrNode user : users.getOrDefault(result, List.of())) {
      boolean gate = GATES.contains(user.op()) && !rectified;
      boolean passes = PASSING.contains(user.op()) || isByConstant(user);
      if (gate || passes && isBeforeGate(user.output(0), rectified)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isByConstant(IrNode node) {
    return BY_CONSTANT.contains(node.op()) && node.inputs().stream().anyMatch(Value::isConstant);
  }
}
