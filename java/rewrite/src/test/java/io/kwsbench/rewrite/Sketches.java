package io.kwsbench.rewrite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Small graphs for the tests of passes, and what is left of them. */
final class Sketches {
  final IrBuilder graph = new IrBuilder();

  /** A fed tensor of floats. */
  Value input(int... shape) {
    return input(DType.FLOAT, shape);
  }

  Value input(DType type, int... shape) {
    IrNode node = graph.node("Placeholder", "x", List.of(), Attrs.NONE.type("dtype", type));
    return graph.output(node, type, shape);
  }

  /** A constant of 1, 2, 3, … */
  Value counted(int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    IntStream.range(0, size).forEach(i -> values[i] = i + 1);
    return graph.constant(Literal.of(values, shape));
  }

  /** The same node with other attributes. */
  Value with(Value value, UnaryOperator<Attrs> change) {
    IrNode node = value.node();
    return graph.add(node.op(), node.inputs(), change.apply(node.attrs()), value.shape());
  }

  /** The operations that a pass leaves of what a value needs, in order. */
  String after(GraphPass pass, Value output) {
    return ops(pass.apply(graph.build(output)));
  }

  /** Whether a pass finds nothing to do. */
  boolean isLeftAlone(GraphPass pass, Value output) {
    IrGraph before = graph.build(output);
    return pass.apply(before) == before;
  }

  static String ops(IrGraph graph) {
    return String.join(
        " ",
        graph.nodes().stream()
            .map(IrNode::op)
            .filter(op -> !op.equals("Const") && !op.equals("Placeholder"))
            .toList());
  }

  /** The elements of a constant that a node takes. */
  static float[] operand(IrGraph graph, String op, int input) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(op))
        .findFirst()
        .orElseThrow()
        .input(input)
        .node()
        .constant()
        .toFloats();
  }
}
