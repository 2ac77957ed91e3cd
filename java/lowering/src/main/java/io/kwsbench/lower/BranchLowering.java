package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code Switch} and {@code Merge}: a predicate that is known when compiling leaves one branch; of
 * one that is not, both are computed, which no op minds, and one result is selected.
 */
final class BranchLowering {
  private BranchLowering() {}

  /** The false side and the true side. */
  static List<LoweredValue> branch(Node node, List<LoweredValue> inputs) {
    Tensor predicate = NodeLowering.tensor(node, inputs.get(1));
    Optional<Boolean> known = known(predicate);
    if (known.isPresent()) {
      return known.get()
          ? List.of(new LoweredValue.Dead(), inputs.get(0))
          : List.of(inputs.get(0), new LoweredValue.Dead());
    }
    if (predicate.dtype() != DType.BOOL || predicate.elements() != 1) {
      throw bad(node, "its condition is " + predicate.shape() + ", no bool");
    }
    Tensor data = NodeLowering.tensor(node, inputs.get(0));
    List<LoweredValue> sides = new ArrayList<>();
    for (boolean taken : new boolean[] {false, true}) {
      List<BranchPredicate> guards = new ArrayList<>(inputs.get(0).guards());
      guards.add(new BranchPredicate(predicate, taken));
      sides.add(new LoweredValue.Known(data, guards));
    }
    return sides;
  }

  private static Optional<Boolean> known(Tensor predicate) {
    return predicate
        .value()
        .filter(v -> v.isNumeric() && v.size() == 1)
        .map(v -> v.integer(0) != 0);
  }

  /**
   * A loop's condition, which has to be known when compiling.
   *
   * @throws KwsException when it is not
   */
  static LoweredValue loopCondition(Node node, LoweredValue condition) {
    if (known(NodeLowering.tensor(node, condition)).isEmpty()) {
      throw bad(
          node,
          "how often its loop runs depends on the input, which the native engine cannot compile");
    }
    return condition;
  }

  static List<LoweredValue> merge(Node node, List<LoweredValue> inputs, List<Op> ops) {
    List<LoweredValue> live =
        inputs.stream().filter(i -> !(i instanceof LoweredValue.Dead)).distinct().toList();
    if (live.isEmpty()) {
      return List.of(new LoweredValue.Dead(), new LoweredValue.Dead());
    }
    if (live.size() == 1) {
      long index = inputs.indexOf(live.get(0));
      Tensor number = Tensor.constant(node.name() + ":1", Literal.ofInt(index));
      return List.of(live.get(0), new LoweredValue.Known(number));
    }
    return List.of(selected(node, live, ops));
  }

  private static LoweredValue selected(Node node, List<LoweredValue> live, List<Op> ops) {
    LoweredValue first = live.get(0);
    LoweredValue second = live.get(1);
    Optional<BranchPredicate> guard = BranchPredicate.between(first, second);
    boolean swapped = guard.isEmpty();
    guard = swapped ? BranchPredicate.between(second, first) : guard;
    if (live.size() != 2 || guard.isEmpty()) {
      throw bad(node, "it merges branches of different conditions");
    }
    Tensor here = NodeLowering.tensor(node, swapped ? second : first);
    Tensor other = NodeLowering.tensor(node, swapped ? first : second);
    if (!here.shape().equals(other.shape()) || here.dtype() != other.dtype()) {
      throw bad(
          node,
          "the input decides between "
              + here.shape()
              + " and "
              + other.shape()
              + ", which the"
              + " native engine cannot compile");
    }
    Tensor out = Tensor.of(node.name(), here.dtype(), here.shape());
    Tensor scalar = guard.get().predicate();
    if (scalar.rank() > 0) {
      Tensor reshaped = Tensor.of(scalar.name() + "/scalar", scalar.dtype(), Shape.SCALAR);
      ops.add(Op.of(new OpKind.Reshape(), List.of(scalar), reshaped, node.name()));
      scalar = reshaped;
    }
    List<Tensor> sides = guard.get().taken() ? List.of(here, other) : List.of(other, here);
    ops.add(
        Op.of(new OpKind.Select(), List.of(scalar, sides.get(0), sides.get(1)), out, node.name()));
    return new LoweredValue.Known(out, guard.get().outside(first, second));
  }

  static KwsException bad(Node node, String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + what);
  }
}
