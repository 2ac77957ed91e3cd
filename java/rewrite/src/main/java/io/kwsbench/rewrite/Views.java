package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Set;

/**
 * Gets rid of reshapes: they move down past whatever works element by element, meet, and cancel.
 *
 * <p>Keras runs one dimension as two around every single convolution; afterwards the whole network
 * runs in two.
 */
final class Views extends Rewrite {
  static final Set<String> VIEWS = Set.of("Reshape", "ExpandDims", "Squeeze");

  static final Set<String> ELEMENTWISE =
      Set.of(
          "Relu",
          "Relu6",
          "Elu",
          "Selu",
          "Softplus",
          "Softsign",
          "Tanh",
          "Sigmoid",
          "Exp",
          "Log",
          "Neg",
          "Abs",
          "Square",
          "Sqrt",
          "Rsqrt",
          "Sign",
          "Floor");

  static final Set<String> BINARY =
      Set.of("Add", "AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Minimum", "Pow");

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (VIEWS.contains(node.op())) {
      return orNull(merged(node, inputs.get(0)));
    }
    if (ELEMENTWISE.contains(node.op()) && isView(inputs.get(0))) {
      Value source = source(inputs.get(0));
      return List.of(reshaped(graph().math().unary(node.op(), source), node));
    }
    if (ChannelLayout.isBias(node) && keepsChannels(inputs.get(0))) {
      Value biased = graph().nn().biasAdd(source(inputs.get(0)), inputs.get(1));
      return List.of(reshaped(biased, node));
    }
    if (BINARY.contains(node.op())) {
      return orNull(binary(node, inputs.get(0), inputs.get(1)));
    }
    if (node.op().equals("ConcatV2")) {
      return orNull(concat(node, inputs));
    }
    if (node.op().equals("MaxPool") || node.op().equals("AvgPool")) {
      return orNull(pool(node, inputs.get(0)));
    }
    return null;
  }

  static boolean isView(Value value) {
    return VIEWS.contains(value.node().op());
  }

  /** The value before any reshapes. */
  static Value unshaped(Value value) {
    return isView(value) ? unshaped(source(value)) : value;
  }

  private static Value source(Value view) {
    return view.node().input(0);
  }

  private Value reshaped(Value value, IrNode like) {
    int[] shape = like.output(0).shape();
    return value.hasShape(shape) ? value : graph().arrays().reshape(value, shape);
  }

  /** A reshape of what it already is, or of a reshape. */
  private Value merged(IrNode node, Value input) {
    int[] shape = node.output(0).shape();
    if (input.hasShape(shape)) {
      return input;
    }
    return isView(input) ? reshaped(source(input), node) : null;
  }

  /** Returns whether the last axis is the same before and after the view. */
  private static boolean keepsChannels(Value value) {
    return isView(value) && source(value).rank() >= 2 && source(value).dim(-1) == value.dim(-1);
  }

  private Value binary(IrNode node, Value a, Value b) {
    if (isView(a) && isView(b)) {
      boolean same = source(a).hasShape(source(b).shape()) && a.hasShape(b.shape());
      return same ? reshaped(graph().math().binary(node.op(), source(a), source(b)), node) : null;
    }
    if (isView(a) && fits(b, a)) {
      return reshaped(graph().math().binary(node.op(), source(a), b), node);
    }
    if (isView(b) && fits(a, b)) {
      return reshaped(graph().math().binary(node.op(), a, source(b)), node);
    }
    return null;
  }

  /** Returns whether a constant broadcasts over the view's source as it does over the view. */
  private static boolean fits(Value constant, Value view) {
    return constant.isConstant()
        && (constant.rank() == 0
            || constant.rank() == 1
                && (constant.size() == 1 && source(view).rank() > 0
                    || constant.size() == view.dim(-1) && keepsChannels(view)));
  }

  /** Parts that are joined along their channels. */
  private Value concat(IrNode node, List<Value> inputs) {
    List<Value> parts = inputs.subList(0, inputs.size() - 1);
    Value joined = inputs.get(inputs.size() - 1);
    if (!joined.isConstant()) {
      return null;
    }
    int axis = Dims.axis(joined.node().constant().toInts()[0], node.output(0).rank());
    int[] first = parts.get(0).isConstant() ? null : source0(parts.get(0));
    if (axis != node.output(0).rank() - 1 || first == null) {
      return null;
    }
    for (Value part : parts) {
      int[] shape = source0(part);
      if (shape == null || !keepsChannels(part) || !agreeBeforeLast(first, shape)) {
        return null;
      }
    }
    List<Value> sources = parts.stream().map(Views::source).toList();
    return reshaped(graph().arrays().concat(sources, -1), node);
  }

  private static int[] source0(Value value) {
    return isView(value) ? source(value).shape() : null;
  }

  private static boolean agreeBeforeLast(int[] a, int[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length - 1; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  /** Keras pools one dimension as a column, but convolves it as a row: pool the row. */
  private Value pool(IrNode node, Value input) {
    if (!isView(input) || !ChannelLayout.isPlainWindow(node)) {
      return null;
    }
    Value row = source(input);
    boolean column = input.dim(2) == 1 && row.rank() == 4 && row.dim(1) == 1;
    if (!column || row.dim(2) != input.dim(1) || row.dim(3) != input.dim(3)) {
      return null;
    }
    int[] size = ChannelLayout.perAxis(node.attrs(), "ksize");
    int[] strides = ChannelLayout.perAxis(node.attrs(), "strides");
    boolean same = node.attrs().text("padding").equals("SAME");
    if (size[2] != 1) {
      return null;
    }
    PaddedWindow along = new PaddedWindow(size[1], strides[1], 1, same);
    PaddedWindow across = new PaddedWindow(1, 1, 1, same);
    return reshaped(graph().nn().pool(node.op(), row, across, along), node);
  }
}
