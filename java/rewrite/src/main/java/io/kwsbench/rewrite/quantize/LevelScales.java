package io.kwsbench.rewrite.quantize;

import io.kwsbench.KwsException;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelScale;
import io.kwsbench.tensor.TensorName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scale of each tensor's levels: from what computes it where that bounds it, else from the
 * range that was measured.
 *
 * @param ranges of the tensors that {@link #measured} names
 */
record LevelScales(Map<TensorName, ValueRange> ranges) {
  /** Operations that only move levels, or choose among them. */
  private static final Set<String> MOVING = Set.of("Reshape", "ExpandDims", "Squeeze", "MaxPool");

  private static final ValueRange RELU6 = new ValueRange(0, 6);
  private static final ValueRange SHARE = new ValueRange(0, 1);
  private static final ValueRange SIGNED = new ValueRange(-1, 1);

  /** Returns whether a node's output has the levels of its input. */
  static boolean moves(IrNode node) {
    return MOVING.contains(node.op()) && node.outputs().size() == 1;
  }

  /** The tensor that has the levels first. */
  private static Value root(Value value) {
    return moves(value.node()) ? root(value.node().input(0)) : value;
  }

  private static Optional<ValueRange> known(Value root) {
    return switch (root.node().op()) {
      case "Relu6" -> Optional.of(RELU6);
      case "Softmax", "Sigmoid" -> Optional.of(SHARE);
      case "Tanh" -> Optional.of(SIGNED);
      default -> Optional.empty();
    };
  }

  /** The tensor whose range a value's scale needs; empty where it is known. */
  static Optional<TensorName> measured(Value value) {
    Value root = root(value);
    return known(root).isPresent()
        ? Optional.empty()
        : Optional.of(TensorName.parse(root.reference()));
  }

  /**
   * The scale of a value's levels.
   *
   * @throws KwsException when its range is missing or out of reach
   */
  LevelScale of(Value value) {
    Value root = root(value);
    ValueRange range = known(root).orElseGet(() -> ranges.get(TensorName.parse(root.reference())));
    if (range == null) {
      throw new KwsException("tensor " + root.reference() + " has no range");
    }
    try {
      return LevelScale.of(range.low(), range.high());
    } catch (ArithmeticException e) {
      throw new KwsException("tensor " + root.reference() + " has " + e.getMessage(), e);
    }
  }
}
