package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.Folding;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;

/**
 * One operator that is being translated.
 *
 * @param node what the file says
 * @param opset the version of the operators
 * @param known the inputs; null for each that is omitted
 * @param work where its nodes go
 */
record OnnxCall(OnnxNode node, int opset, List<Names.Known> known, Work work) {
  /** The common context of a graph's operators. */
  record Work(IrBuilder graph, Layouts layouts, Folding folding, ExternalData files) {}

  IrBuilder graph() {
    return work.graph();
  }

  MathOps math() {
    return work.graph().math();
  }

  ArrayOps arrays() {
    return work.graph().arrays();
  }

  Layouts layouts() {
    return work.layouts();
  }

  /** The inputs; null for each that is omitted. */
  List<Laid> inputs() {
    return known.stream().map(input -> input == null ? null : input.value()).toList();
  }

  /** Some of the inputs, none of them omitted. */
  List<Names.Known> known(int from, int to) {
    for (int i = from; i < to; i++) {
      in(i);
    }
    return known.subList(from, to);
  }

  boolean has(int index) {
    return index >= 0 && index < known.size() && known.get(index) != null;
  }

  /** The element type of an input; null where nothing says it. */
  OnnxElementType type(int index) {
    return has(index) ? known.get(index).type() : null;
  }

  /** An input that the operator cannot do without. */
  Laid in(int index) {
    if (!has(index)) {
      throw error("lacks its input " + index);
    }
    return known.get(index).value();
  }

  /** An input with its axes as ONNX has them. */
  Value plain(int index) {
    return layouts().plain(in(index));
  }

  /** An input that must be constant, with its axes as ONNX has them. */
  Literal literal(int index) {
    Value value = work.folding().folded(plain(index));
    if (!value.isConstant()) {
      throw error("computes its input " + index + ", which must be constant");
    }
    return value.node().constant();
  }

  /** The integers of a constant input. */
  int[] integers(int index) {
    return literal(index).toInts();
  }

  /** The single number of a constant input, or {@code absent} where it is omitted. */
  float number(int index, float absent) {
    if (!has(index)) {
      return absent;
    }
    Literal literal = literal(index);
    if (literal.size() != 1) {
      throw error("has " + literal.size() + " numbers as its input " + index + " instead of one");
    }
    return (float) literal.real(0);
  }

  /** Axes that later versions take as an input and earlier ones as an attribute. */
  int[] axes(int index, int... absent) {
    return has(index) ? integers(index) : node.integers("axes", absent);
  }

  /** An axis of an input, counted from the front. */
  int axis(long axis, int rank) {
    try {
      return Dims.axis(Math.toIntExact(axis), rank);
    } catch (ArithmeticException e) {
      throw error("has axis " + axis);
    }
  }

  /** Axes of an input, counted from the front and sorted. */
  List<Integer> sortedAxes(int[] axes, int rank) {
    return Arrays.stream(axes).map(axis -> axis(axis, rank)).sorted().distinct().boxed().toList();
  }

  KwsException error(String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + ") " + what);
  }
}
