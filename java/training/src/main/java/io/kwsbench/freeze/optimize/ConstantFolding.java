package io.kwsbench.freeze.optimize;

import io.kwsbench.freeze.ir.Constant;
import io.kwsbench.freeze.ir.IrNode;
import io.kwsbench.freeze.ir.Value;
import io.kwsbench.graph.DType;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Computes what depends on constants alone: batch norm's scales, reshaped kernels, the parts of
 * grouped ones.
 */
final class ConstantFolding extends Rewrite {
  /** What broadcasts to more is left to the runtime: the graph would grow. */
  private static final int MOST_FOLDED = 1 << 20;

  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.of(
          "Rsqrt", x -> 1 / Math.sqrt(x),
          "Sqrt", Math::sqrt,
          "Neg", x -> -x,
          "Square", x -> x * x,
          "Exp", Math::exp);

  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.of(
          "Add",
          Double::sum,
          "Sub",
          (a, b) -> a - b,
          "Mul",
          (a, b) -> a * b,
          "RealDiv",
          (a, b) -> a / b,
          "Maximum",
          Math::max,
          "Minimum",
          Math::min);

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (inputs.isEmpty()
        || !inputs.stream().allMatch(Value::isConstant)
        || node.output(0).type() != DType.FLOAT) {
      return null;
    }
    Constant first = inputs.get(0).node().constant();
    return switch (node.op()) {
      case "Reshape", "ExpandDims", "Squeeze" ->
          List.of(graph().constant("folded", first.reshaped(node.output(0).shape())));
      case "Split" -> split(node, inputs.get(1).node().constant(), first.ints()[0]);
      default -> arithmetic(node, inputs);
    };
  }

  private List<Value> arithmetic(IrNode node, List<Value> inputs) {
    int[] shape = node.output(0).shape();
    DoubleUnaryOperator one = UNARY.get(node.op());
    DoubleBinaryOperator two = BINARY.get(node.op());
    Constant a = inputs.get(0).node().constant();
    if (one != null) {
      float[] out = new float[a.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) one.applyAsDouble(a.floats()[i]);
      }
      return List.of(graph().constant("folded", Constant.of(out, shape)));
    }
    if (two == null || node.output(0).size() > MOST_FOLDED) {
      return null;
    }
    return List.of(
        graph()
            .constant(
                "folded", new Broadcast(shape).apply(a, inputs.get(1).node().constant(), two)));
  }

  /** Cuts a constant along an axis into as many parts as the node has outputs. */
  private List<Value> split(IrNode node, Constant whole, int axis) {
    int parts = node.outputs().size();
    int[] shape = node.output(0).shape();
    int inner = 1;
    for (int i = axis; i < shape.length; i++) {
      inner *= shape[i];
    }
    int outer = whole.size() / (inner * parts);
    Value[] values = new Value[parts];
    for (int part = 0; part < parts; part++) {
      float[] out = new float[outer * inner];
      for (int i = 0; i < outer; i++) {
        System.arraycopy(whole.floats(), (i * parts + part) * inner, out, i * inner, inner);
      }
      values[part] = graph().constant("part", Constant.of(out, shape));
    }
    return List.of(values);
  }
}
