package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A product or convolution of levels of 8 bits, which so far is one of floats that are whole
 * numbers, and what puts its sums on a scale: one operation in integers.
 */
final class FuseIntegerSums implements Rule {
  private static final int MAX_WEIGHT = 127;
  private static final int LEVELS = 256;
  private static final int MAX_DEPTH = 1 << 16;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    return SumScale.of(op, uses)
        .flatMap(
            scale ->
                uses.maker(scale.sums())
                    .filter(FuseIntegerSums::isPlain)
                    .flatMap(product -> fused(product, scale, op, uses)));
  }

  /** Returns whether an operation multiplies by constants and does nothing else. */
  private static boolean isPlain(Op op) {
    boolean constant = op.in(1).isConstant() && !op.in(2).isPresent() && !op.in(3).isPresent();
    if (op.kind() instanceof OpKind.Conv conv) {
      return constant && conv.act().isIdentity();
    }
    if (op.kind() instanceof OpKind.Dense dense) {
      return constant && dense.act().isIdentity();
    }
    return op.kind() instanceof OpKind.Depthwise depthwise
        && constant
        && depthwise.act().isIdentity()
        && depthwise.multiplier() == 1;
  }

  private static Optional<Rewrite> fused(Op product, SumScale scale, Op last, Uses uses) {
    Optional<Integer> zero = WholeRange.of(product.in(0), uses).zero();
    float[] weights = product.in(1).value().orElseThrow().toFloats();
    int columns = columns(product);
    int depth = weights.length / Math.max(1, columns);
    boolean fits =
        zero.isPresent()
            && depth <= MAX_DEPTH
            && scale.hasColumns(columns)
            && WholeRange.holds(weights, -MAX_WEIGHT, MAX_WEIGHT);
    if (!fits) {
      return Optional.empty();
    }
    long[] bias = new long[columns];
    double most = 0;
    for (int c = 0; c < columns; c++) {
      long sum = 0;
      long size = 0;
      for (int k = 0; k < depth; k++) {
        long weight = (long) weights[k * columns + c];
        sum += weight;
        size += Math.abs(weight);
      }
      bias[c] = SumScale.at(scale.bias(), c) - zero.get() * sum;
      most = Math.max(most, Math.abs((double) SumScale.at(scale.bias(), c)) + LEVELS * size);
    }
    return scale.isExact(most, columns)
        ? Optional.of(rewrite(product, scale, last, zero.get(), bias))
        : Optional.empty();
  }

  private static Rewrite rewrite(Op product, SumScale scale, Op last, int zero, long[] bias) {
    OpKind.Levels levels =
        new OpKind.Levels(zero, 0, (int) scale.low(), (int) scale.high(), scale.once());
    String name = last.out().name();
    int columns = bias.length;
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(product.in(0));
    inputs.add(whole(product.in(1)));
    inputs.add(row(name + "/bias", columns, bias));
    inputs.add(row(name + "/multipliers", columns, scale.multipliers()));
    inputs.add(row(name + "/right", columns, scale.right()));
    if (scale.shiftsLeft()) {
      inputs.add(row(name + "/left", columns, scale.left()));
    }
    Set<String> nodes = new LinkedHashSet<>(product.nodes());
    nodes.addAll(last.nodes());
    Op op = new Op(kind(product, levels), inputs, last.outputs(), List.copyOf(nodes));
    // others may scale the same sums: the product is dead when none does
    return new Rewrite(List.of(op), List.of());
  }

  private static OpKind kind(Op product, OpKind.Levels levels) {
    if (product.kind() instanceof OpKind.Conv conv) {
      return new OpKind.IntegerConv(conv.win(), conv.inC(), conv.outC(), levels);
    }
    if (product.kind() instanceof OpKind.Depthwise depthwise) {
      return new OpKind.IntegerDepthwise(depthwise.win(), depthwise.inC(), levels);
    }
    OpKind.Dense dense = (OpKind.Dense) product.kind();
    SlidingWindow rows = new SlidingWindow(1, 1, dense.m(), 1, dense.m(), 1, 1, 1, 1, 1, 1, 0, 0);
    return new OpKind.IntegerConv(rows, dense.k(), dense.n(), levels);
  }

  private static int columns(Op product) {
    return Weighted.of(product).orElseThrow().channels();
  }

  private static Tensor whole(Tensor weights) {
    float[] floats = weights.value().orElseThrow().toFloats();
    long[] wholes = new long[floats.length];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (long) floats[i];
    }
    return Tensor.constant(weights.name(), Literal.ofLongs(DType.INT8, weights.shape(), wholes));
  }

  /** A number for each column, in the low 32 bits. */
  private static Tensor row(String name, int columns, long[] values) {
    long[] each = new long[columns];
    for (int c = 0; c < columns; c++) {
      each[c] = (int) SumScale.at(values, c);
    }
    return Tensor.constant(name, Literal.ofLongs(DType.INT32, Shape.of(columns), each));
  }
}
