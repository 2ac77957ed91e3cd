package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of elements along one axis. Of a tensor that was just joined, the parts are taken: loops
 * keep the outputs of their steps by cutting a list in two and joining it again.
 */
final class Slices {
  /** More are joined in several steps. */
  private static final int MAX_PARTS = 2048;

  private Slices() {}

  /** The elements from {@code from} on and before {@code to}. */
  static Value of(TfliteCall call, Value x, int axis, int from, int to) {
    if (from < 0 || to < from || to > x.dim(axis)) {
      throw call.error("takes " + from + " to " + to + " of " + x.dim(axis));
    }
    if (from == 0 && to == x.dim(axis)) {
      return x;
    }
    if (from == to || !isJoined(x, axis)) {
      return call.folded(call.arrays().slice(x, axis, from, to));
    }
    List<Value> parts = new ArrayList<>();
    int start = 0;
    for (Value part : parts(x)) {
      int end = start + part.dim(axis);
      int first = Math.max(from, start);
      int last = Math.min(to, end);
      if (first < last) {
        parts.add(of(call, part, axis, first - start, last - start));
      }
      start = end;
    }
    return join(call, parts, axis);
  }

  /** The parts joined; those that were joined along the same axis before are joined only once. */
  static Value join(TfliteCall call, List<Value> parts, int axis) {
    List<Value> flat = new ArrayList<>();
    for (Value part : parts) {
      if (isJoined(part, axis)) {
        flat.addAll(parts(part));
      } else if (part.size() > 0) {
        flat.add(part);
      }
    }
    if (flat.isEmpty()) {
      return parts.get(0);
    }
    return call.arrays().concat(flat.size() > MAX_PARTS ? filled(parts) : flat, axis);
  }

  private static List<Value> filled(List<Value> parts) {
    return parts.stream().filter(part -> part.size() > 0).toList();
  }

  private static boolean isJoined(Value x, int axis) {
    if (!x.isFrom("ConcatV2")) {
      return false;
    }
    List<Value> inputs = x.node().inputs();
    return inputs.get(inputs.size() - 1).node().constant().integer(0) == axis;
  }

  private static List<Value> parts(Value joined) {
    List<Value> inputs = joined.node().inputs();
    return inputs.subList(0, inputs.size() - 1);
  }
}
