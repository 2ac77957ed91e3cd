package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;

/**
 * The steps of a window over an image.
 *
 * @param y rows from one window to the next
 * @param x columns from one window to the next
 * @param rateY rows from one element of a window to the next
 * @param rateX columns from one element of a window to the next
 * @param same TensorFlow's padding SAME, in place of VALID
 */
record Stride(int y, int x, int rateY, int rateX, boolean same) {
  /** The options that convolutions share; {@code rate} is the field of the first dilation. */
  static Stride of(TfliteCall call, int rate) {
    TfliteOperator options = call.operator();
    Stride stride =
        new Stride(
            options.integer(2, 0),
            options.integer(1, 0),
            options.integer(rate + 1, 1),
            options.integer(rate, 1),
            same(call));
    if (stride.y < 1 || stride.x < 1 || stride.rateY < 1 || stride.rateX < 1) {
      throw call.error("has a stride or a dilation below 1");
    }
    return stride;
  }

  /** Returns whether the padding, in the first field of the options, is SAME. */
  static boolean same(TfliteCall call) {
    return switch (call.operator().octet(0)) {
      case 0 -> true;
      case 1 -> false;
      default -> throw call.error("has padding " + call.operator().octet(0));
    };
  }

  boolean isDilated() {
    return rateY > 1 || rateX > 1;
  }

  boolean isSingle() {
    return y == 1 && x == 1;
  }

  /** The image with the zeros that SAME puts around it. */
  Value padded(IrBuilder graph, Value image, int kernelY, int kernelX) {
    if (!same) {
      return image;
    }
    PaddedWindow rows = new PaddedWindow(kernelY, y, rateY, true);
    PaddedWindow columns = new PaddedWindow(kernelX, x, rateX, true);
    int top = rows.paddingBefore(image.dim(1));
    int left = columns.paddingBefore(image.dim(2));
    int bottom = rows.padding(image.dim(1)) - top;
    int right = columns.padding(image.dim(2)) - left;
    return top + left + bottom + right == 0
        ? image
        : graph.arrays().pad(image, new int[] {0, top, left, 0}, new int[] {0, bottom, right, 0});
  }

  /** The part of a result of stride 1 that windows of this stride see. */
  Value strided(IrBuilder graph, Value whole) {
    return Picks.strided(graph, whole, y, x);
  }
}
