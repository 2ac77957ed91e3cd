package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Margins;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;

/**
 * The windows of a convolution or a pool, over two spatial axes; a single axis is the second of
 * two.
 *
 * @param size elements per window
 * @param stride elements between the starts of two windows
 * @param dilation distance between the elements of a window
 * @param before padding in front
 * @param after padding behind
 */
record Windows(int[] size, int[] stride, int[] dilation, int[] before, int[] after) {
  /**
   * Reads the attributes that convolutions and pools share.
   *
   * @param kernel the kernel's spatial shape
   * @param lengths the input's spatial shape
   */
  static Windows of(OnnxCall call, int[] kernel, int[] lengths) {
    OnnxNode node = call.node();
    int axes = kernel.length;
    int[] ones = new int[axes];
    Arrays.fill(ones, 1);
    int[] stride = node.integers("strides", ones);
    int[] dilation = node.integers("dilations", ones);
    int[] pads = node.integers("pads", new int[2 * axes]);
    if (axes != lengths.length
        || stride.length != axes
        || dilation.length != axes
        || pads.length != 2 * axes) {
      throw call.error("has attributes of another number of axes than its " + axes);
    }
    if (Arrays.stream(pads).anyMatch(n -> n < 0)) {
      throw call.error("has negative padding");
    }
    int[] before = Arrays.copyOf(pads, axes);
    int[] after = Arrays.copyOfRange(pads, axes, 2 * axes);
    String auto = node.text("auto_pad", "NOTSET");
    for (int i = 0; i < axes; i++) {
      if (auto.equals("VALID")) {
        before[i] = 0;
        after[i] = 0;
      } else if (auto.equals("SAME_UPPER") || auto.equals("SAME_LOWER")) {
        int all = new PaddedWindow(kernel[i], stride[i], dilation[i], true).padding(lengths[i]);
        before[i] = auto.equals("SAME_UPPER") ? all / 2 : all - all / 2;
        after[i] = all - before[i];
      } else if (!auto.equals("NOTSET")) {
        throw call.error("has auto_pad '" + auto + "'");
      }
    }
    return new Windows(
        planar(kernel, 1),
        planar(stride, 1),
        planar(dilation, 1),
        planar(before, 0),
        planar(after, 0));
  }

  private static int[] planar(int[] values, int absent) {
    return values.length == 2 ? values : new int[] {absent, values[0]};
  }

  /** A window along one of the two axes. */
  PaddedWindow along(int axis, boolean same) {
    return new PaddedWindow(size[axis], stride[axis], dilation[axis], same);
  }

  /** Returns whether nothing is padded. */
  boolean isValid() {
    return Arrays.stream(before).allMatch(n -> n == 0)
        && Arrays.stream(after).allMatch(n -> n == 0);
  }

  /** Returns whether windows leave elements out. */
  boolean isDilated() {
    return Arrays.stream(dilation).anyMatch(rate -> rate != 1);
  }

  /** Returns whether no rows are padded. */
  boolean isLine() {
    return before[0] == 0 && after[0] == 0;
  }

  /** Returns whether TensorFlow's SAME pads exactly this. */
  boolean isSame(Value x) {
    for (int axis = 0; axis < 2; axis++) {
      PaddedWindow window = along(axis, true);
      int front = window.paddingBefore(x.dim(axis + 1));
      if (before[axis] != front || after[axis] != window.padding(x.dim(axis + 1)) - front) {
        return false;
      }
    }
    return true;
  }

  /** The image with its padding. */
  Value padded(IrBuilder graph, Value x, float fill) {
    return isValid() ? x : Margins.filled(graph, x, image(before), image(after), fill);
  }

  private static int[] image(int[] spatial) {
    return new int[] {0, spatial[0], spatial[1], 0};
  }
}
