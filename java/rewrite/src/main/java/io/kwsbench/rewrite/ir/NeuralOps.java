package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;

/**
 * Convolution, pooling and what goes with them, all in NHWC.
 *
 * <p>TensorFlow 1.4's convolutions have no dilations: see {@link Dilation}.
 */
public final class NeuralOps {
  private final IrBuilder graph;

  NeuralOps(IrBuilder graph) {
    this.graph = graph;
  }

  /**
   * Convolves.
   *
   * @param x [1, height, width, in]
   * @param kernel [kernel height, kernel width, in, out]
   */
  public Value conv2d(Value x, Value kernel, int strideY, int strideX, boolean same) {
    require(x.rank() == 4 && kernel.rank() == 4 && x.dim(3) == kernel.dim(2), x, kernel);
    int[] shape = {
      x.dim(0),
      new PaddedWindow(kernel.dim(0), strideY, 1, same).outputs(x.dim(1)),
      new PaddedWindow(kernel.dim(1), strideX, 1, same).outputs(x.dim(2)),
      kernel.dim(3)
    };
    return graph.add("Conv2D", List.of(x, kernel), windowAttrs(strideY, strideX, same), shape);
  }

  /**
   * Convolves each channel by itself.
   *
   * @param x [1, height, width, in]
   * @param kernel [kernel height, kernel width, in, multiplier]
   */
  public Value depthwise(Value x, Value kernel, int stride, boolean same) {
    require(x.rank() == 4 && kernel.rank() == 4 && x.dim(3) == kernel.dim(2), x, kernel);
    int[] shape = {
      x.dim(0),
      new PaddedWindow(kernel.dim(0), stride, 1, same).outputs(x.dim(1)),
      new PaddedWindow(kernel.dim(1), stride, 1, same).outputs(x.dim(2)),
      Math.multiplyExact(x.dim(3), kernel.dim(3))
    };
    return graph.add(
        "DepthwiseConv2dNative", List.of(x, kernel), windowAttrs(stride, stride, same), shape);
  }

  private static void require(boolean fits, Value x, Value kernel) {
    if (!fits) {
      throw new KwsException(
          "a kernel of shape "
              + Arrays.toString(kernel.shape())
              + " for an input of shape "
              + Arrays.toString(x.shape()));
    }
  }

  private static Attrs windowAttrs(int strideY, int strideX, boolean same) {
    return Attrs.ofType(DType.FLOAT)
        .integers("strides", 1, strideY, strideX, 1)
        .text("padding", same ? "SAME" : "VALID")
        .text("data_format", "NHWC");
  }

  /** {@code MaxPool} or {@code AvgPool}; an average leaves padding out of the count. */
  public Value pool(String op, Value x, PaddedWindow y, PaddedWindow width) {
    int[] shape = {x.dim(0), y.outputs(x.dim(1)), width.outputs(x.dim(2)), x.dim(3)};
    Attrs attrs =
        windowAttrs(y.stride(), width.stride(), y.same())
            .integers("ksize", 1, y.size(), width.size(), 1);
    return graph.add(op, List.of(x), attrs, shape);
  }

  /** Adds a vector along the last axis. */
  public Value biasAdd(Value x, Value bias) {
    require(bias.rank() == 1 && x.rank() >= 2 && x.dim(-1) == bias.dim(0), x, bias);
    Attrs attrs = Attrs.ofType(x.type()).text("data_format", "NHWC");
    return graph.add("BiasAdd", List.of(x, bias), attrs, x.shape());
  }

  /**
   * Cuts an image into patches, each flattened into the channels.
   *
   * @param x [1, height, width, channels]
   */
  public Value extractPatches(Value x, PaddedWindow y, PaddedWindow width) {
    int[] shape = {
      x.dim(0),
      y.outputs(x.dim(1)),
      width.outputs(x.dim(2)),
      Math.multiplyExact(Math.multiplyExact(y.size(), width.size()), x.dim(3))
    };
    Dims.elements(shape);
    Attrs attrs =
        Attrs.ofType(x.type())
            .integers("ksizes", 1, y.size(), width.size(), 1)
            .integers("strides", 1, y.stride(), width.stride(), 1)
            .integers("rates", 1, y.dilation(), width.dilation(), 1)
            .text("padding", y.same() ? "SAME" : "VALID");
    return graph.add("ExtractImagePatches", List.of(x), attrs, shape);
  }

  /** A convolution with dilation, undilated: see {@link Dilation}. */
  public Dilation dilated(int rateY, int rateX) {
    return new Dilation(graph, rateY, rateX);
  }
}
