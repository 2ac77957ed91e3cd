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
  static List<Symbol> branch(Node node, List<Symbol> inputs) {
    Tensor predicate = NodeLowering.tensor(node, inputs.get(1));
    Optional<Boolean> known = known(predicate);
    if (known.isPresent()) {
      return known.get()
          ? List.of(new Symbol.Dead(), inputs.get(0))
          : List.of(inputs.get(0), new Symbol.Dead());
    }
    if (predicate.dtype() != DType.BOOL || predicate.elements() != 1) {
      throw bad(node, "its condition is " + predicate.shape() + ", no bool");
    }
    Tensor data = NodeLowering.tensor(node, inputs.get(0));
    List<Symbol> sides = new ArrayList<>();
    for (boolean taken : new boolean[] {false, true}) {
      List<Guard> guards = new ArrayList<>(inputs.get(0).guards());
      guards.add(new Guard(predicate, taken));
      sides.add(new Symbol.Known(data, guards));
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
  static Symbol loopCondition(Node node, Symbol condition) {
    if (known(NodeLowering.tensor(node, condition)).isEmpty()) {
      throw bad(
          node,
          "how often its loop runs depends on the input, which the native engine cannot compile");
    }
    return condition;
  }

  static List<Symbol> merge(Node node, List<Symbol> inputs, List<Op> ops) {
    List<Symbol> live =
        inputs.stream().filter(i -> !(i instanceof Symbol.Dead)).distinct().toList();
    if (live.isEmpty()) {
      return List.of(new Symbol.Dead(), new Symbol.Dead());
    }
    if (live.size() == 1) {
      long index = inputs.indexOf(live.get(0));
      Tensor number = Tensor.constant(node.name() + ":1", Literal.ofInt(index));
      return List.of(live.get(0), new Symbol.Known(number));
    }
    return List.of(selected(node, live, ops));
  }

  private static Symbol selected(Node node, List<Symbol> live, List<Op> ops) {
    Symbol first = live.get(0);
    Symbol second = live.get(1);
    Optional<Guard> guard = Guard.between(first, second);
    boolean swapped = guard.isEmpty();
    guard = swapped ? Guard.between(second, first) : guard;
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
    return new Symbol.Known(out, guard.get().outside(first, second));
  }

  static KwsException bad(Node node, String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + what);
  }
}
