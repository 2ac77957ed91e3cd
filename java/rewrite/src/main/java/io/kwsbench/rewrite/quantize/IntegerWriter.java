package io.kwsbench.rewrite.quantize;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.ExactSums;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.LevelScale;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a graph anew, with blocks that compute with levels. For one graph. */
final class IntegerWriter {
  private final IrGraph old;
  private final LevelScales scales;
  private final Map<Block, IntegerWeights> weights;
  private final IrBuilder graph = new IrBuilder();
  private final Map<Value, Value> reals = new HashMap<>();
  private final Map<Value, Levels> levels = new HashMap<>();

  /**
   * A tensor of levels.
   *
   * @param value whole numbers, less the zero point, as floats
   */
  private record Levels(Value value, LevelScale scale) {}

  /**
   * @param weights of the blocks that compute with levels
   */
  IntegerWriter(IrGraph old, LevelScales scales, Map<Block, IntegerWeights> weights) {
    this.old = old;
    this.scales = scales;
    this.weights = weights;
  }

  /** The graph, where levels go from block to block. */
  IrGraph whole() {
    Map<IrNode, Block> ends = new HashMap<>();
    Set<IrNode> inside = new HashSet<>();
    for (Block block : weights.keySet()) {
      ends.put(block.last(), block);
      inside.addAll(block.nodes());
    }
    for (IrNode node : old.nodes()) {
      if (ends.containsKey(node)) {
        Block block = ends.get(node);
        levels.put(block.result(), result(block));
      } else if (LevelScales.moves(node) && levels.containsKey(node.input(0))) {
        levels.put(node.output(0), moved(node));
      } else if (!inside.contains(node)) {
        copy(node);
      }
    }
    return graph.build(real(old.output()));
  }

  /**
   * The graph of floats, and beside it each block on levels of its own input in floats.
   *
   * @param results receives what each block makes of it, in real numbers
   */
  IrGraph apart(Map<Block, Value> results) {
    old.nodes().forEach(this::copy);
    for (Block block : weights.keySet()) {
      Value result = real(result(block));
      graph.keep(result.node());
      results.put(block, result);
    }
    return graph.build(real(old.output()));
  }

  private void copy(IrNode node) {
    List<Value> inputs = node.inputs().stream().map(this::real).toList();
    IrNode copy = graph.copy(node, inputs);
    node.outputs().forEach(output -> reals.put(output, copy.output(output.index())));
    if (old.kept().contains(node)) {
      graph.keep(copy);
    }
  }

  private Levels moved(IrNode node) {
    Levels from = levels.get(node.input(0));
    List<Value> inputs = new ArrayList<>(List.of(from.value()));
    node.inputs().stream().skip(1).map(this::real).forEach(inputs::add);
    return new Levels(graph.copy(node, inputs).output(0), from.scale());
  }

  /** A value in real numbers. */
  private Value real(Value value) {
    Value known = reals.get(value);
    if (known == null) {
      known = real(levels.get(value));
      reals.put(value, known);
    }
    return known;
  }

  private Value real(Levels from) {
    return graph.math().mul(from.value(), from.scale().scale());
  }

  /** A value's levels; those of real numbers are the nearest. */
  private Levels levels(Value value) {
    Levels known = levels.get(value);
    if (known == null) {
      MathOps math = graph.math();
      LevelScale scale = scales.of(value);
      Value steps = math.mul(real(value), (float) (1.0 / scale.scale()));
      Value nearest = math.unary("Floor", math.add(steps, 0.5f));
      known = new Levels(clamped(nearest, scale.range()), scale);
      levels.put(value, known);
    }
    return known;
  }

  private Value clamped(Value value, LevelRange range) {
    return new Rescaling(graph).clamped(value, range);
  }

  /** A block's result as levels. */
  private Levels result(Block block) {
    graph.setScope(block.product().scope());
    graph.setOrigins(block.origins());
    IntegerWeights own = weights.get(block);
    LevelScale scale = scales.of(block.result());
    Levels in = levels(block.input());
    Rescaling rescaling = new Rescaling(graph);
    Value sums = sums(block, own, in);
    Value whole =
        own.hasBias()
            ? graph
                .math()
                .add(graph.math().cast(sums, DType.INT64), rescaling.constant(own.bias().clone()))
            : sums;
    Levels made = new Levels(rescaling.levels(whole, own.factors(), block.range(scale)), scale);
    graph.setScope("");
    graph.setOrigins(List.of());
    return made;
  }

  /** The exact sums of products: floats, or int32 where floats would not be exact. */
  private Value sums(Block block, IntegerWeights own, Levels in) {
    Value kernel = graph.constant("levels", own.levels());
    int axis = block.summedAxis();
    ExactSums sums = ExactSums.of(own.levels(), axis, in.scale().reach());
    if (axis < 0 || sums.isExact(0)) {
      return product(block, in.value(), kernel);
    }
    List<Value> runs = new ArrayList<>();
    for (ExactSums.Run run : sums.runs(KwsException::new)) {
      Value x = in.value();
      Value part = graph.arrays().slice(x, x.rank() - 1, run.from(), run.to());
      Value rows = graph.constant("levels", Cut.of(own.levels(), axis, run.from(), run.to()));
      runs.add(product(block, part, rows));
    }
    return ExactSums.joined(graph.math(), runs, DType.INT32);
  }

  private Value product(Block block, Value x, Value kernel) {
    return graph.copy(block.product(), List.of(x, kernel)).output(0);
  }

  /** The blocks with weights that fit into integers. */
  static Map<Block, IntegerWeights> fitting(List<Block> blocks, LevelScales scales) {
    Map<Block, IntegerWeights> fitting = new LinkedHashMap<>();
    for (Block block : blocks) {
      LevelScale in = scales.of(block.input());
      IntegerWeights.of(block, in, scales.of(block.result()))
          .filter(own -> isExact(block, own, in))
          .ifPresent(own -> fitting.put(block, own));
    }
    return fitting;
  }

  /** Returns whether sums are exact in floats, or can be cut into parts that are. */
  private static boolean isExact(Block block, IntegerWeights own, LevelScale in) {
    if (block.summedAxis() >= 0) {
      return true;
    }
    // each channel of a depthwise convolution is an output: its sums are of one channel's taps
    int outputs = block.channels();
    Literal byOutput = own.levels().reshaped(own.levels().size() / outputs, outputs);
    return ExactSums.of(byOutput, -1, in.reach()).isExact(0);
  }
}
