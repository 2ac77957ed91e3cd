package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;

/** Tensors of one or two spatial axes as images [batch, height, width, channels], and back. */
final class Images {
  private Images() {}

  /** The input of a convolution or a pool as an image. */
  static Value of(OnnxCall call, Laid x) {
    if (x.rank() != 3 && x.rank() != 4) {
      throw call.error("has " + (x.rank() - 2) + " spatial axes; one or two are read");
    }
    Value last = call.layouts().as(x, Layouts.channelsLast(x.rank()));
    return x.rank() == 4 ? last : call.arrays().reshape(last, x.dim(0), 1, x.dim(2), x.dim(1));
  }

  /** An image as a tensor of as many axes as the input had. */
  static Laid back(OnnxCall call, Value image, int rank) {
    List<Integer> order = Layouts.channelsLast(rank);
    return new Laid(
        rank == 4 ? image : call.arrays().reshape(image, image.dim(0), image.dim(2), image.dim(3)),
        order);
  }

  /** The spatial shape of a tensor of ONNX. */
  static int[] spatial(int[] shape) {
    return Arrays.copyOfRange(shape, 2, shape.length);
  }
}
