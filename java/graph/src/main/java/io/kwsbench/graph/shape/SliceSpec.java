package io.kwsbench.graph.shape;

import io.kwsbench.graph.Node;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The slice of a {@code StridedSlice}, with its masks resolved (TensorFlow's {@code
 * ValidateStridedSliceOp}).
 *
 * @param begin first element taken of every input axis; −1 when the axis is unknown
 * @param stride step along every input axis, not 0
 * @param count elements taken of every input axis; −1 when unknown
 * @param output the shape that comes out: axes dropped, axes of one added
 */
public record SliceSpec(List<Long> begin, List<Long> stride, List<Long> count, Shape output) {
  public SliceSpec {
    begin = List.copyOf(begin);
    stride = List.copyOf(stride);
    count = List.copyOf(count);
  }

  /**
   * Resolves a slice.
   *
   * @throws IllegalArgumentException when it does not fit the input
   */
  public static SliceSpec of(Node node, Shape in, long[] begins, long[] ends, long[] strides) {
    return new Resolver(node, in, begins, ends, strides).resolve();
  }

  private static final class Resolver {
    private final Node node;
    private final Shape in;
    private final long[] begins;
    private final long[] ends;
    private final long[] strides;
    private final List<Long> begin = new ArrayList<>();
    private final List<Long> stride = new ArrayList<>();
    private final List<Long> count = new ArrayList<>();
    private final List<Long> output = new ArrayList<>();

    Resolver(Node node, Shape in, long[] begins, long[] ends, long[] strides) {
      if (ends.length != begins.length || strides.length != begins.length || begins.length > 32) {
        throw new IllegalArgumentException("begin, end and strides differ in length");
      }
      this.node = node;
      this.in = in;
      this.begins = begins;
      this.ends = ends;
      this.strides = strides;
    }

    private boolean masked(String mask, int i) {
      return (node.intAttr(mask, 0) >> i & 1) != 0;
    }

    SliceSpec resolve() {
      boolean ellipsis = false;
      for (int i = 0; i < begins.length; i++) {
        if (masked("ellipsis_mask", i)) {
          if (ellipsis) {
            throw new IllegalArgumentException("two ellipses");
          }
          ellipsis = true;
          takeWhole(in.rank() - begin.size() - axesAfter(i));
        } else if (masked("new_axis_mask", i)) {
          output.add(1L);
        } else {
          take(i);
        }
      }
      takeWhole(in.rank() - begin.size());
      return new SliceSpec(
          begin, stride, count, Shape.of(output.stream().mapToLong(d -> d).toArray()));
    }

    private int axesAfter(int ellipsis) {
      int axes = 0;
      for (int i = ellipsis + 1; i < begins.length; i++) {
        axes += masked("new_axis_mask", i) ? 0 : 1;
      }
      return axes;
    }

    private void takeWhole(int axes) {
      if (axes < 0) {
        throw new IllegalArgumentException("slices more axes than " + in + " has");
      }
      for (int i = 0; i < axes; i++) {
        long dim = in.dim(begin.size());
        add(0, 1, dim);
        output.add(dim);
      }
    }

    private void add(long from, long step, long n) {
      begin.add(from);
      stride.add(step);
      count.add(n);
    }

    private void take(int i) {
      if (begin.size() >= in.rank()) {
        throw new IllegalArgumentException("slices more axes than " + in + " has");
      }
      long dim = in.dim(begin.size());
      long step = strides[i];
      if (step == 0) {
        throw new IllegalArgumentException("a stride of 0");
      }
      if (masked("shrink_axis_mask", i)) {
        long at = begins[i] < 0 && dim >= 0 ? begins[i] + dim : begins[i];
        if (dim >= 0 && (at < 0 || at >= dim)) {
          throw new IllegalArgumentException("element " + begins[i] + " of " + dim);
        }
        add(at, 1, 1);
        return;
      }
      if (dim < 0) {
        add(0, step, -1);
        output.add(-1L);
        return;
      }
      long low = step > 0 ? 0 : -1;
      long high = step > 0 ? dim : dim - 1;
      long from =
          masked("begin_mask", i) ? (step > 0 ? low : high) : clamp(begins[i], dim, low, high);
      long to = masked("end_mask", i) ? (step > 0 ? high : low) : clamp(ends[i], dim, low, high);
      long span = to - from;
      long n =
          span == 0 || span < 0 != step < 0
              ? 0
              : (Math.abs(span) - 1) / Math.max(1, Math.abs(step)) + 1;
      add(n == 0 ? 0 : from, step, n);
      output.add(n);
    }

    private static long clamp(long index, long dim, long low, long high) {
      return Math.max(low, Math.min(high, index < 0 ? index + dim : index));
    }
  }
}
