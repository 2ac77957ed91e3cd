package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Margins;
import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Operators that join, cut, pad and pick. */
final class IndexOps {
  private static final AxisSlice.Range WHOLE =
      new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), 1);

  private IndexOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "Concat", IndexOps::concat,
        "Split", IndexOps::split,
        "Slice", IndexOps::slice,
        "Gather", IndexOps::gather,
        "Pad", IndexOps::pad);
  }

  private static List<Laid> concat(OnnxCall call) {
    List<Laid> all = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      Laid part = call.in(i);
      // a shape of no dimensions, as exporters of scalars join it
      if (part.value().size() > 0 || call.inputs().size() == 1) {
        all.add(part);
      }
    }
    if (all.isEmpty()) {
      return List.of(call.in(0));
    }
    int axis = call.axis(call.node().integer("axis", 0), all.get(0).rank());
    List<Laid> parts = call.layouts().aligned(all);
    Laid first = parts.get(0);
    List<Value> values = parts.stream().map(Laid::value).toList();
    return List.of(first.with(call.arrays().concat(values, first.at(axis))));
  }

  private static List<Laid> split(OnnxCall call) {
    Laid x = call.in(0);
    int axis = call.axis(call.node().integer("axis", 0), x.rank());
    int[] sizes = sizes(call, x.dim(axis));
    if (Arrays.stream(sizes).sum() != x.dim(axis) || Arrays.stream(sizes).anyMatch(s -> s < 1)) {
      throw call.error("splits " + x.dim(axis) + " into " + Arrays.toString(sizes));
    }
    if (Arrays.stream(sizes).distinct().count() == 1) {
      return call.arrays().split(x.value(), x.at(axis), sizes.length).stream()
          .map(x::with)
          .toList();
    }
    List<Laid> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(x.with(call.arrays().slice(x.value(), x.at(axis), from, from + size)));
      from += size;
    }
    return parts;
  }

  /** Given as an attribute up to opset 12, as an input from then on, or to be worked out. */
  private static int[] sizes(OnnxCall call, int length) {
    int[] given = call.has(1) ? call.integers(1) : call.node().integers("split");
    if (given.length > 0) {
      return given;
    }
    long asked = call.node().integer("num_outputs", call.node().outputs().size());
    if (asked < 1 || asked > length) {
      throw call.error("splits " + length + " into " + asked);
    }
    int count = (int) asked;
    int size = (length + count - 1) / count;
    int[] sizes = new int[count];
    Arrays.fill(sizes, size);
    sizes[count - 1] = length - size * (count - 1);
    return sizes;
  }

  private static List<Laid> slice(OnnxCall call) {
    Laid x = call.in(0);
    boolean inputs = call.inputs().size() > 1;
    int[] starts = inputs ? call.integers(1) : call.node().clamped("starts");
    int[] ends = inputs ? call.integers(2) : call.node().clamped("ends");
    int[] first = Laid.identity(starts.length).stream().mapToInt(i -> i).toArray();
    int[] axes = call.axes(3, first);
    int[] ones = new int[starts.length];
    Arrays.fill(ones, 1);
    int[] steps = call.has(4) ? call.integers(4) : ones;
    if (ends.length != starts.length
        || axes.length != starts.length
        || steps.length != starts.length) {
      throw call.error("has lists of different lengths");
    }
    if (x.rank() == 1 && starts.length == 1 && steps[0] > 0) {
      int from = bound(starts[0], x.dim(0));
      Value known = call.work().folding().folded(x.value());
      if (known.isConstant() && from >= bound(ends[0], x.dim(0))) {
        // a part of no dimensions of a shape, which exporters join with others
        Literal none = known.node().constant().pick(Shape.of(0), new int[0]);
        return List.of(Laid.plain(call.graph().constant("none", none)));
      }
    }
    List<AxisSlice> slices = new ArrayList<>(Collections.nCopies(x.rank(), WHOLE));
    for (int i = 0; i < starts.length; i++) {
      int at = x.at(call.axis(axes[i], x.rank()));
      int length = x.value().dim(at);
      // backwards ONNX begins inside in any case, where TensorFlow would take nothing
      int start = steps[i] < 0 ? Math.max(starts[i], -length) : starts[i];
      slices.set(at, new AxisSlice.Range(OptionalInt.of(start), OptionalInt.of(ends[i]), steps[i]));
    }
    boolean whole =
        Laid.identity(x.rank()).stream().allMatch(axis -> isWhole(slices.get(axis), x, axis));
    return List.of(whole ? x : x.with(call.arrays().slice(x.value(), slices)));
  }

  private static int bound(int asked, int length) {
    return Math.max(0, Math.min(length, asked < 0 ? asked + length : asked));
  }

  private static boolean isWhole(AxisSlice slice, Laid x, int at) {
    AxisSlice.Range range = (AxisSlice.Range) slice;
    int length = x.value().dim(at);
    return range.step() == 1
        && (range.begin().orElse(0) == 0 || range.begin().orElse(0) <= -length)
        && range.end().orElse(length) >= length;
  }

  private static List<Laid> gather(OnnxCall call) {
    Laid x = call.in(0);
    int axis = call.axis(call.node().integer("axis", 0), x.rank());
    Literal at = call.literal(1);
    int[] indices = Arrays.stream(at.toInts()).map(i -> Dims.axisIndex(i, x.dim(axis))).toArray();
    if (at.dims().length == 0) {
      return List.of(picked(call, x, axis, indices[0]));
    }
    Value data = call.layouts().plain(x);
    Value wanted = call.graph().constant("indices", Literal.of(indices, at.dims()));
    return List.of(Laid.plain(Picks.gathered(call.graph(), data, axis, wanted)));
  }

  /** One element of an axis, which goes. */
  static Laid picked(OnnxCall call, Laid x, int axis, int index) {
    List<AxisSlice> slices = new ArrayList<>(Collections.nCopies(x.rank(), WHOLE));
    slices.set(x.at(axis), new AxisSlice.Index(index));
    return new Laid(call.arrays().slice(x.value(), slices), x.orderWithout(List.of(axis)));
  }

  private static List<Laid> pad(OnnxCall call) {
    Laid x = call.in(0);
    int[] pads = call.has(1) ? call.integers(1) : call.node().integers("pads");
    int[] axes =
        call.has(3)
            ? call.integers(3)
            : Laid.identity(x.rank()).stream().mapToInt(i -> i).toArray();
    if (pads.length != 2 * axes.length) {
      throw call.error("has " + pads.length + " paddings for " + axes.length + " axes");
    }
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      int at = x.at(call.axis(axes[i], x.rank()));
      before[at] = pads[i];
      after[at] = pads[axes.length + i];
    }
    return List.of(padded(call, x, before, after));
  }

  private static Laid padded(OnnxCall call, Laid x, int[] before, int[] after) {
    int[] cutBefore = Arrays.stream(before).map(n -> Math.max(0, -n)).toArray();
    int[] cutAfter = Arrays.stream(after).map(n -> Math.max(0, -n)).toArray();
    Value value = x.value();
    if (Arrays.stream(cutBefore).sum() + Arrays.stream(cutAfter).sum() > 0) {
      List<AxisSlice> slices = new ArrayList<>();
      for (int i = 0; i < x.rank(); i++) {
        OptionalInt end = OptionalInt.of(value.dim(i) - cutAfter[i]);
        slices.add(new AxisSlice.Range(OptionalInt.of(cutBefore[i]), end, 1));
      }
      value = call.arrays().slice(value, slices);
    }
    int[] front = Arrays.stream(before).map(n -> Math.max(0, n)).toArray();
    int[] back = Arrays.stream(after).map(n -> Math.max(0, n)).toArray();
    if (Arrays.stream(front).sum() + Arrays.stream(back).sum() == 0) {
      return x.with(value);
    }
    String mode = call.node().text("mode", "constant");
    return switch (mode) {
      case "constant" -> {
        float fill = call.number(2, call.node().real("value", 0));
        yield x.with(Margins.filled(call.graph(), value, front, back, fill));
      }
      case "reflect" -> {
        requireInside(call, value, front, back);
        yield x.with(Margins.mirrored(call.graph(), value, front, back));
      }
      case "edge" -> x.with(Margins.repeated(call.graph(), value, front, back));
      case "wrap" -> x.with(Margins.wrapped(call.graph(), value, front, back));
      default -> throw call.error("pads with mode '" + mode + "'");
    };
  }

  private static void requireInside(OnnxCall call, Value x, int[] before, int[] after) {
    for (int i = 0; i < before.length; i++) {
      if (Math.max(before[i], after[i]) >= x.dim(i) && before[i] + after[i] > 0) {
        throw call.error("mirrors more elements than an axis has");
      }
    }
  }
}
