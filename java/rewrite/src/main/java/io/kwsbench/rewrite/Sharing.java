package io.kwsbench.rewrite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes the same thing once: equal operations on the same inputs become one. */
final class Sharing extends Rewrite {
  private record Key(String op, List<Value> inputs, Attrs attrs) {}

  private final Map<Key, List<Value>> known = new HashMap<>();

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (inputs.isEmpty() || node.recurrence() != null || isItsOwn(node)) {
      return null;
    }
    List<Value> same = known.get(key(node, inputs));
    if (same != null) {
      graph().merge(same.get(0).node(), node);
    }
    return same;
  }

  /** Returns whether two of these with equal inputs are two: what draws numbers, or is fed. */
  private static boolean isItsOwn(IrNode node) {
    return node.op().equals("DecodeWav") || node.attrs().has("seed");
  }

  @Override
  void copied(IrNode node, List<Value> inputs, List<Value> outputs) {
    known.putIfAbsent(key(node, inputs), outputs);
  }

  private static Key key(IrNode node, List<Value> inputs) {
    return new Key(node.op(), List.copyOf(inputs), node.attrs());
  }
}
