package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Makes a {@code StridedSlice} node of a subscript and works out its shape. */
final class StridedSlices {
  private final IrBuilder graph;
  private final List<Integer> begins = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final List<Integer> steps = new ArrayList<>();
  private final List<Integer> shape = new ArrayList<>();
  private int beginMask;
  private int endMask;
  private int newAxisMask;
  private int shrinkMask;

  StridedSlices(IrBuilder graph) {
    this.graph = graph;
  }

  Value slice(Value x, List<AxisSlice> slices) {
    List<AxisSlice> all = withoutEllipsis(slices, x.rank());
    int axis = 0;
    for (AxisSlice slice : all) {
      if (slice instanceof AxisSlice.NewAxis) {
        newAxisMask |= 1 << begins.size();
        put(0, 0, 1);
        shape.add(1);
      } else {
        take(slice, x.dim(axis++));
      }
    }
    return node(x);
  }

  /** Spells every axis out: TensorFlow's mask for an ellipsis is one thing less to get wrong. */
  private static List<AxisSlice> withoutEllipsis(List<AxisSlice> slices, int rank) {
    long taken =
        slices.stream()
            .filter(s -> s instanceof AxisSlice.Range || s instanceof AxisSlice.Index)
            .count();
    if (taken > rank) {
      throw new KwsException(taken + " subscripts for a tensor of " + rank + " dimensions");
    }
    List<AxisSlice> all = new ArrayList<>();
    boolean filled = false;
    for (AxisSlice slice : slices) {
      if (slice instanceof AxisSlice.Ellipsis) {
        if (filled) {
          throw new KwsException("a subscript with two ellipses");
        }
        filled = true;
        addWhole(all, rank - taken);
      } else {
        all.add(slice);
      }
    }
    if (!filled) {
      addWhole(all, rank - taken);
    }
    if (all.size() > 16) {
      throw new KwsException("a subscript of " + all.size() + " parts");
    }
    return all;
  }

  private static void addWhole(List<AxisSlice> all, long count) {
    for (long i = 0; i < count; i++) {
      all.add(new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), 1));
    }
  }

  private void take(AxisSlice slice, int length) {
    if (slice instanceof AxisSlice.Index index) {
      int at = Dims.axisIndex(index.at(), length);
      shrinkMask |= 1 << begins.size();
      put(at, at + 1, 1);
    } else if (slice instanceof AxisSlice.Range range) {
      take(range, length);
    }
  }

  private void take(AxisSlice.Range range, int length) {
    int step = range.step();
    if (step == 0) {
      throw new KwsException("a slice with step 0");
    }
    boolean forward = step > 0;
    int first = forward ? 0 : length - 1;
    int last = forward ? length : -1;
    int begin =
        range.begin().isPresent() ? clamp(range.begin().getAsInt(), length, forward) : first;
    int end = range.end().isPresent() ? clamp(range.end().getAsInt(), length, forward) : last;
    beginMask |= range.begin().isPresent() ? 0 : 1 << begins.size();
    endMask |= range.end().isPresent() ? 0 : 1 << begins.size();
    put(
        range.begin().isPresent() ? begin : 0,
        range.end().isPresent() && end >= 0 ? end : range.end().isPresent() ? -length - 1 : 0,
        step);
    int span = forward ? end - begin : begin - end;
    shape.add(span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1);
  }

  private static int clamp(int bound, int length, boolean forward) {
    int from = bound < 0 ? bound + length : bound;
    return forward ? Math.max(0, Math.min(from, length)) : Math.max(-1, Math.min(from, length - 1));
  }

  private void put(int begin, int end, int step) {
    begins.add(begin);
    ends.add(end);
    steps.add(step);
  }

  private Value node(Value x) {
    Attrs attrs =
        Attrs.ofType(x.type())
            .type("Index", DType.INT32)
            .integer("begin_mask", beginMask)
            .integer("end_mask", endMask)
            .integer("ellipsis_mask", 0)
            .integer("new_axis_mask", newAxisMask)
            .integer("shrink_axis_mask", shrinkMask);
    int[] result = ints(shape);
    if (Arrays.stream(result).anyMatch(d -> d == 0)) {
      throw new KwsException("a slice of " + Arrays.toString(x.shape()) + " is empty");
    }
    List<Value> inputs =
        List.of(
            x,
            graph.constant("begin", Literal.vector(ints(begins))),
            graph.constant("end", Literal.vector(ints(ends))),
            graph.constant("strides", Literal.vector(ints(steps))));
    return graph.add("StridedSlice", x.type(), inputs, attrs, result);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
