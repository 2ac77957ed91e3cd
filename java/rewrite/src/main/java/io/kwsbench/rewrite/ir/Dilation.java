package io.kwsbench.rewrite.ir;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Dilated convolution in TensorFlow 1.4's form: SpaceToBatchND, a plain VALID convolution, and
 * BatchToSpaceND. Pixels one rate apart become neighbors in a batch of smaller images; the last op
 * crops the padding.
 *
 * @see <a
 *     href="https://www.tensorflow.org/versions/r1.4/api_docs/python/tf/nn/with_space_to_batch">
 *     tf.nn.with_space_to_batch</a>
 */
public final class Dilation {
  private final IrBuilder graph;
  private final int rateY;
  private final int rateX;

  Dilation(IrBuilder graph, int rateY, int rateX) {
    this.graph = graph;
    this.rateY = rateY;
    this.rateX = rateX;
  }

  /**
   * Runs {@code convolution}, which must be VALID and of stride 1, between the two rearrangements.
   *
   * @param x [1, height, width, channels]
   * @param kernelY the kernel's height, {@code kernelX} its width
   */
  public Value around(
      Value x, int kernelY, int kernelX, boolean same, UnaryOperator<Value> convolution) {
    PaddedWindow y = new PaddedWindow(kernelY, 1, rateY, same);
    PaddedWindow width = new PaddedWindow(kernelX, 1, rateX, same);
    int[] beforeY = margins(y, x.dim(1), rateY);
    int[] beforeX = margins(width, x.dim(2), rateX);
    int[] blockShape = {rateY, rateX};
    Value block = graph.constant("block_shape", Literal.vector(blockShape));
    Value inner = convolution.apply(toBatch(x, block, beforeY, beforeX));
    Value crops = pairs("crops", 0, beforeY[2], 0, beforeX[2]);
    Attrs attrs = attrs().type("Tcrops", DType.INT32);
    return graph.add(
        "BatchToSpaceND",
        List.of(inner, block, crops),
        attrs,
        x.dim(0),
        y.outputs(x.dim(1)),
        width.outputs(x.dim(2)),
        inner.dim(3));
  }

  private Value toBatch(Value x, Value block, int[] marginsY, int[] marginsX) {
    Value paddings = pairs("paddings", marginsY[0], marginsY[1], marginsX[0], marginsX[1]);
    int height = x.dim(1) + marginsY[0] + marginsY[1];
    int width = x.dim(2) + marginsX[0] + marginsX[1];
    return graph.add(
        "SpaceToBatchND",
        List.of(x, block, paddings),
        attrs().type("Tpaddings", DType.INT32),
        x.dim(0) * rateY * rateX,
        height / rateY,
        width / rateX,
        x.dim(3));
  }

  private Value pairs(String name, int a, int b, int c, int d) {
    return graph.constant(name, Literal.of(new int[] {a, b, c, d}, 2, 2));
  }

  private static Attrs attrs() {
    return Attrs.ofType(DType.FLOAT).type("Tblock_shape", DType.INT32);
  }

  /** Padding before, padding after, and how much of the latter only fills up the last block. */
  private static int[] margins(PaddedWindow window, int length, int rate) {
    int padding = window.padding(length);
    int before = window.paddingBefore(length);
    int fill = Math.floorMod(-(length + padding), rate);
    return new int[] {before, padding - before + fill, fill};
  }
}
