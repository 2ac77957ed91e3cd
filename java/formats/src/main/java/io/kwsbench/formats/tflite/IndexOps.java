package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Margins;
import io.kwsbench.formats.shared.Picks;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Operators that cut, pad and pick. */
final class IndexOps {
  private IndexOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "STRIDED_SLICE", IndexOps::stridedSlice,
        "GATHER", IndexOps::gather,
        "REVERSE_V2", IndexOps::reverse,
        "PAD", call -> padded(call, 0),
        "PADV2", call -> padded(call, (float) call.literal(2).real(0)),
        "MIRROR_PAD", IndexOps::mirrored);
  }

  private static List<Value> stridedSlice(TfliteCall call) {
    int[] begin = call.integers(1);
    int[] end = call.integers(2);
    int[] step = call.integers(3);
    if (begin.length != end.length || begin.length != step.length || begin.length > 31) {
      throw call.error("has lists of different lengths");
    }
    if (call.operator().flag(5)) {
      for (int i = 0; i < end.length; i++) {
        end[i] = Math.addExact(begin[i], end[i]);
      }
    }
    List<AxisSlice> slices = new ArrayList<>();
    for (int i = 0; i < begin.length; i++) {
      slices.add(slice(call, i, begin[i], end[i], step[i]));
    }
    return List.of(call.arrays().slice(call.in(0), slices));
  }

  private static AxisSlice slice(TfliteCall call, int i, int begin, int end, int step) {
    if (masked(call, 2, i)) {
      return new AxisSlice.Ellipsis();
    }
    if (masked(call, 3, i)) {
      return new AxisSlice.NewAxis();
    }
    if (masked(call, 4, i)) {
      return new AxisSlice.Index(begin);
    }
    return new AxisSlice.Range(
        masked(call, 0, i) ? OptionalInt.empty() : OptionalInt.of(begin),
        masked(call, 1, i) ? OptionalInt.empty() : OptionalInt.of(end),
        step);
  }

  private static boolean masked(TfliteCall call, int field, int bit) {
    return (call.operator().integer(field, 0) >> bit & 1) != 0;
  }

  private static List<Value> gather(TfliteCall call) {
    Value x = call.in(0);
    int axis = call.axis(call.operator().integer(0, 0), x.rank());
    if (call.operator().integer(1, 0) != 0) {
      throw call.error("has batch dimensions");
    }
    Value at = call.folded(call.in(1));
    if (at.isConstant()) {
      for (int index : at.node().constant().toInts()) {
        if (index < 0 || index >= x.dim(axis)) {
          throw call.error("picks element " + index + " of " + x.dim(axis));
        }
      }
      if (at.size() == 1) {
        int from = at.node().constant().toInts()[0];
        Value part = Slices.of(call, x, axis, from, from + 1);
        return List.of(call.arrays().reshape(part, Picks.gathered(x.shape(), axis, at.shape())));
      }
    }
    return List.of(Picks.gathered(call.graph(), x, axis, at));
  }

  private static List<Value> reverse(TfliteCall call) {
    return List.of(call.arrays().reverse(call.in(0), call.integers(1)));
  }

  /** Margins of every axis: in front, then behind. */
  private record Amounts(int[] before, int[] after) {
    static Amounts of(TfliteCall call) {
      int[] pairs = call.integers(1);
      int rank = call.in(0).rank();
      if (pairs.length != 2 * rank || Arrays.stream(pairs).anyMatch(n -> n < 0)) {
        throw call.error("has paddings " + Arrays.toString(pairs) + " for " + rank + " axes");
      }
      int[] before = new int[rank];
      int[] after = new int[rank];
      for (int i = 0; i < rank; i++) {
        before[i] = pairs[2 * i];
        after[i] = pairs[2 * i + 1];
      }
      return new Amounts(before, after);
    }
  }

  static List<Value> padded(TfliteCall call, float fill) {
    Amounts amounts = Amounts.of(call);
    return List.of(
        Margins.filled(call.graph(), call.in(0), amounts.before(), amounts.after(), fill));
  }

  private static List<Value> mirrored(TfliteCall call) {
    Amounts amounts = Amounts.of(call);
    Value x = call.in(0);
    boolean symmetric = call.operator().octet(0) == 1;
    for (int i = 0; i < x.rank(); i++) {
      int most = x.dim(i) - (symmetric ? 0 : 1);
      if (amounts.before()[i] > most || amounts.after()[i] > most) {
        throw call.error("mirrors more elements than an axis has");
      }
    }
    return List.of(Margins.mirrored(call.graph(), x, amounts.before(), amounts.after(), symmetric));
  }
}
