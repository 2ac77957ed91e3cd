package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Resizing of images: constant indices select rows and columns, and constant weights interpolate
 * between them. Rounding is that of {@code tensorflow/core/kernels/resize_bilinear_op.cc} and
 * {@code resize_nearest_neighbor_op.cc}.
 */
final class ResizeLowering {
  private ResizeLowering() {}

  static Map<String, OpLowering> all() {
    return Map.of(
        "ResizeBilinear", ResizeLowering::bilinear,
        "ResizeNearestNeighbor", ResizeLowering::nearest);
  }

  /** The position of an output in the input, in float as TensorFlow computes it. */
  private static float place(LowerCall call, int axis, int i) {
    int in = call.in(0).dim(axis);
    int out = Math.toIntExact(call.shape(0).dim(axis));
    boolean corners = call.node().boolAttr("align_corners", false) && out > 1;
    float scale = corners ? (in - 1) / (float) (out - 1) : in / (float) out;
    return call.node().boolAttr("half_pixel_centers", false)
        ? (i + 0.5f) * scale - 0.5f
        : i * scale;
  }

  private static List<Tensor> nearest(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    for (int axis = 1; axis <= 2; axis++) {
      long[] indices = new long[Math.toIntExact(call.shape(0).dim(axis))];
      for (int i = 0; i < indices.length; i++) {
        float at = place(call, axis, i);
        if (call.node().boolAttr("half_pixel_centers", false)) {
          at += 0.5f;
        }
        boolean corners = call.node().boolAttr("align_corners", false);
        double whole = corners ? Math.floor(at + 0.5f) : Math.floor(at);
        indices[i] = (long) Math.max(0, Math.min(x.dim(axis) - 1, whole));
      }
      x = picked(call, "nearest" + axis, x, axis, indices);
    }
    return List.of(x);
  }

  private static List<Tensor> bilinear(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    int first = isRowsFirst(call) ? 1 : 2;
    return List.of(between(call, between(call, x, first), 3 - first));
  }

  /**
   * Returns whether rows are interpolated before columns: they are copied whole, columns pixel by
   * pixel, which takes as long as a few numbers.
   */
  private static boolean isRowsFirst(LowerCall call) {
    Shape in = call.in(0).shape();
    Shape out = call.shape(0);
    long channels = in.dim(3);
    return out.dim(1) * in.dim(2) * channels <= in.dim(1) * out.dim(2) * (channels + 3);
  }

  /** low + (high − low) · share along an axis. */
  private static Tensor between(LowerCall call, Tensor x, int axis) {
    int n = Math.toIntExact(call.shape(0).dim(axis));
    long[] low = new long[n];
    long[] high = new long[n];
    float[] shares = new float[n];
    for (int i = 0; i < n; i++) {
      float at = place(call, axis, i);
      double floor = Math.floor(at);
      low[i] = (long) Math.max(floor, 0);
      high[i] = (long) Math.max(0, Math.min(Math.ceil(at), x.dim(axis) - 1));
      low[i] = Math.min(low[i], x.dim(axis) - 1);
      shares[i] = (float) (at - floor);
    }
    Tensor from = picked(call, "low" + axis, x, axis, low);
    if (Arrays.equals(low, high) || isZero(shares)) {
      return from;
    }
    Tensor to = picked(call, "high" + axis, x, axis, high);
    Tensor step = binary(call, BinaryFn.SUB, "step" + axis, to, from);
    Shape along = axis == 1 ? Shape.of(n, 1, 1) : Shape.of(n, 1);
    Tensor share = Tensor.floats(call.node().name() + "/shares" + axis, along, shares);
    Tensor part = binary(call, BinaryFn.MUL, "part" + axis, step, share);
    return binary(call, BinaryFn.ADD, "between" + axis, from, part);
  }

  private static boolean isZero(float[] shares) {
    for (float share : shares) {
      if (share != 0) {
        return false;
      }
    }
    return true;
  }

  private static Tensor binary(LowerCall call, BinaryFn fn, String what, Tensor a, Tensor b) {
    return call.between(
        new OpKind.Binary(fn, UnaryFunction.IDENTITY), what, DType.FLOAT, a.shape(), a, b);
  }

  private static Tensor picked(LowerCall call, String what, Tensor x, int axis, long[] indices) {
    long[] dims = x.shape().dims();
    int outer = 1;
    for (int i = 0; i < axis; i++) {
      outer *= x.dim(i);
    }
    int n = x.dim(axis);
    call.require(x.elements() > 0 && indices.length > 0, "an empty image");
    call.require(indices.length <= 1 << 20, "an image of " + indices.length + " lines");
    int inner = x.elements() / (outer * n);
    dims[axis] = indices.length;
    Tensor constant =
        Tensor.constant(
            call.node().name() + "/" + what + "_indices",
            Literal.ofLongs(DType.INT32, Shape.of(indices.length), indices));
    OpKind gather = new OpKind.Gather(outer, n, inner);
    return call.between(gather, what, x.dtype(), Shape.of(dims), x, constant);
  }
}
