package io.kwsbench.keras.freeze;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Proofs that a value holds probabilities: every number is within 0…1 for all inputs. A softmax
 * does, a sigmoid, a mean of several softmaxes; a dense layer without activation does not.
 *
 * <p>Works by bounds: each operation's from those of its operands, as far as they are known.
 */
final class Probabilities {
  /** A third added up three times is 1 but for rounding. */
  private static final double ROUNDING = 1e-6;

  private static final int DEEPEST = 500;

  private final Map<Value, Bounds> known = new IdentityHashMap<>();

  private Probabilities() {}

  /** Returns whether every element is a probability. */
  static boolean areProved(Value value) {
    Bounds bounds = new Probabilities().of(value, 0);
    return bounds.low >= -ROUNDING && bounds.high <= 1 + ROUNDING;
  }

  private record Bounds(double low, double high) {
    static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Bounds UNIT = new Bounds(0, 1);

    /** The least bounds of four results; what has no number (0 · ∞) leaves them open. */
    static Bounds around(double... results) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double result : results) {
        if (Double.isNaN(result)) {
          return ANY;
        }
        low = Math.min(low, result);
        high = Math.max(high, result);
      }
      return new Bounds(low, high);
    }

    Bounds with(Bounds other) {
      return new Bounds(Math.min(low, other.low), Math.max(high, other.high));
    }

    Bounds within(double least, double greatest) {
      return new Bounds(clamp(low, least, greatest), clamp(high, least, greatest));
    }

    private static double clamp(double x, double least, double greatest) {
      return Math.max(least, Math.min(greatest, x));
    }
  }

  private Bounds of(Value value, int depth) {
    Bounds bounds = known.get(value);
    if (bounds == null) {
      bounds = depth > DEEPEST || value.type() != DType.FLOAT ? Bounds.ANY : derived(value, depth);
      known.put(value, bounds);
    }
    return bounds;
  }

  private Bounds derived(Value value, int depth) {
    IrNode node = value.node();
    return switch (node.op()) {
      case "Const" -> of(node.constant());
      case "Softmax", "Sigmoid", "Cast" -> Bounds.UNIT;
      case "Tanh", "Softsign", "Sin", "Cos" -> new Bounds(-1, 1);
      case "Exp", "Softplus", "Abs", "Square" -> new Bounds(0, Double.POSITIVE_INFINITY);
      case "Relu" -> operand(node, 0, depth).within(0, Double.POSITIVE_INFINITY);
      case "Relu6" -> operand(node, 0, depth).within(0, 6);
      case "Add", "Sub", "Mul", "RealDiv", "Minimum", "Maximum" -> binary(node, depth);
      case "Reshape",
          "Squeeze",
          "ExpandDims",
          "Transpose",
          "StridedSlice",
          "ReverseV2",
          "Tile",
          "Identity",
          "Max",
          "Min",
          "Mean",
          "MaxPool",
          "AvgPool" ->
          operand(node, 0, depth);
      case "Split" -> operand(node, 1, depth);
      case "Pad" -> operand(node, 0, depth).with(new Bounds(0, 0));
      case "ConcatV2", "Pack" -> all(node, depth);
      default -> Bounds.ANY;
    };
  }

  private Bounds operand(IrNode node, int index, int depth) {
    return of(node.input(index), depth + 1);
  }

  private static Bounds of(Literal constant) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float number : constant.toFloats()) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }
    return low <= high ? new Bounds(low, high) : Bounds.ANY;
  }

  private Bounds binary(IrNode node, int depth) {
    Bounds a = operand(node, 0, depth);
    if (node.op().equals("RealDiv") && a.low >= 0 && isSumOf(node.input(0), node.input(1))) {
      return Bounds.UNIT; // a softmax, spelled out
    }
    Bounds b = operand(node, 1, depth);
    return switch (node.op()) {
      case "Add" -> Bounds.around(a.low + b.low, a.high + b.high);
      case "Sub" -> Bounds.around(a.low - b.high, a.high - b.low);
      case "Mul" -> Bounds.around(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
      case "Minimum" -> new Bounds(Math.min(a.low, b.low), Math.min(a.high, b.high));
      case "Maximum" -> new Bounds(Math.max(a.low, b.low), Math.max(a.high, b.high));
      default ->
          b.low <= 0 && b.high >= 0
              ? Bounds.ANY
              : Bounds.around(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high);
    };
  }

  private static boolean isSumOf(Value term, Value sum) {
    return sum.isFrom("Sum") && sum.node().input(0) == term;
  }

  /** Of all float operands; the axis is none. */
  private Bounds all(IrNode node, int depth) {
    return node.inputs().stream()
        .filter(input -> input.type() == DType.FLOAT)
        .map(input -> of(input, depth + 1))
        .reduce(Bounds::with)
        .orElse(Bounds.ANY);
  }
}
