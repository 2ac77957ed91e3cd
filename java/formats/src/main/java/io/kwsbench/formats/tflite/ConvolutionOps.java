package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Convolutions: plain, in groups, depthwise, transposed. */
final class ConvolutionOps {
  private ConvolutionOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "CONV_2D", ConvolutionOps::conv,
        "DEPTHWISE_CONV_2D", ConvolutionOps::depthwise,
        "TRANSPOSE_CONV", ConvolutionOps::transposed);
  }

  private static List<Value> conv(TfliteCall call) {
    Weights weights = call.weights(1);
    Value ours = oriented(call, weights.value(), 1, 2, 3, 0);
    Stride stride = Stride.of(call, 4);
    Value result =
        Hybrid.convolved(
            call,
            image(call, call.in(0)),
            weights.with(ours),
            in -> grouped(call, in, ours, stride));
    return List.of(finished(call, result, 2, 3));
  }

  static Value image(TfliteCall call, Value x) {
    if (x.rank() != 4 || x.dim(0) != 1) {
      throw call.error("takes " + Arrays.toString(x.shape()) + "; one image at a time is read");
    }
    return x;
  }

  private static Value oriented(TfliteCall call, Value weights, int... order) {
    if (weights.rank() != 4) {
      throw call.error("has weights of " + weights.rank() + " axes");
    }
    return call.folded(call.arrays().transpose(weights, order));
  }

  /** Adds the bias, if there is one, and applies the activation. */
  private static Value finished(TfliteCall call, Value result, int bias, int activation) {
    Value sum = call.has(bias) ? call.graph().nn().biasAdd(result, call.in(bias)) : result;
    return call.activated(sum, activation);
  }

  static Value grouped(TfliteCall call, Value image, Value kernel, Stride stride) {
    int depth = kernel.dim(2);
    int groups = image.dim(3) / depth;
    if (groups * depth != image.dim(3) || kernel.dim(3) % groups != 0) {
      throw call.error("has weights for " + depth + " channels of an image of " + image.dim(3));
    }
    if (groups == 1) {
      return plain(call.graph(), image, kernel, stride);
    }
    List<Value> images = call.arrays().split(image, 3, groups);
    List<Value> kernels = call.arrays().split(kernel, 3, groups);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      parts.add(plain(call.graph(), images.get(i), call.folded(kernels.get(i)), stride));
    }
    return call.arrays().concat(parts, 3);
  }

  private static Value plain(IrBuilder graph, Value image, Value kernel, Stride stride) {
    if (!stride.isDilated()) {
      return graph.nn().conv2d(image, kernel, stride.y(), stride.x(), stride.same());
    }
    boolean same = stride.same() && stride.isSingle();
    Value in = same ? image : stride.padded(graph, image, kernel.dim(0), kernel.dim(1));
    Value result =
        graph
            .nn()
            .dilated(stride.rateY(), stride.rateX())
            .around(
                in,
                kernel.dim(0),
                kernel.dim(1),
                same,
                part -> graph.nn().conv2d(part, kernel, 1, 1, false));
    return stride.strided(graph, result);
  }

  private static List<Value> depthwise(TfliteCall call) {
    Value image = image(call, call.in(0));
    Weights weights = call.weights(1);
    int[] shape = weights.value().shape();
    int channels = image.dim(3);
    if (shape.length != 4 || shape[0] != 1 || shape[3] % channels != 0) {
      throw call.error("has weights " + Arrays.toString(shape) + " for " + channels + " channels");
    }
    Value kernel =
        call.folded(
            call.arrays()
                .reshape(weights.value(), shape[1], shape[2], channels, shape[3] / channels));
    Stride stride = Stride.of(call, 5);
    Value result =
        Hybrid.convolved(
            call, image, weights.with(kernel), in -> depthwise(call.graph(), in, kernel, stride));
    return List.of(finished(call, result, 2, 4));
  }

  static Value depthwise(IrBuilder graph, Value image, Value kernel, Stride stride) {
    int y = kernel.dim(0);
    int x = kernel.dim(1);
    // TensorFlow's depthwise convolution has one stride for both axes
    boolean row = y == 1 && image.dim(1) == 1;
    boolean column = x == 1 && image.dim(2) == 1;
    boolean one = stride.y() == stride.x() || row || column;
    if (!stride.isDilated() && one) {
      int step = row ? stride.x() : stride.y();
      return graph.nn().depthwise(image, kernel, step, stride.same());
    }
    Value in = stride.padded(graph, image, y, x);
    Value result =
        stride.isDilated()
            ? graph
                .nn()
                .dilated(stride.rateY(), stride.rateX())
                .around(in, y, x, false, part -> graph.nn().depthwise(part, kernel, 1, false))
            : graph.nn().depthwise(in, kernel, 1, false);
    return stride.strided(graph, result);
  }

  private static List<Value> transposed(TfliteCall call) {
    Value kernel = oriented(call, call.in(1), 1, 2, 0, 3);
    return List.of(finished(call, backwards(call, call.in(2), kernel), 3, 3));
  }

  /**
   * A transposed convolution.
   *
   * @param kernel {@code [height][width][outputs][channels]}
   */
  static Value backwards(TfliteCall call, Value x, Value kernel) {
    int[] shape = call.integers(0);
    int strideY = call.operator().integer(2, 0);
    int strideX = call.operator().integer(1, 0);
    boolean same = Stride.same(call);
    boolean fits = shape.length == 4 && x.rank() == 4 && shape[0] == x.dim(0);
    fits = fits && shape[3] == kernel.dim(2) && x.dim(3) == kernel.dim(3);
    fits = fits && new PaddedWindow(kernel.dim(0), strideY, 1, same).outputs(shape[1]) == x.dim(1);
    fits = fits && new PaddedWindow(kernel.dim(1), strideX, 1, same).outputs(shape[2]) == x.dim(2);
    if (!fits) {
      throw call.error("has a size that none of its windows gives");
    }
    Attrs attrs =
        Attrs.ofType(DType.FLOAT)
            .integers("strides", 1, strideY, strideX, 1)
            .text("padding", same ? "SAME" : "VALID")
            .text("data_format", "NHWC");
    Value size = call.graph().constant("input_sizes", Literal.vector(shape));
    return call.graph().add("Conv2DBackpropInput", List.of(size, kernel, x), attrs, shape);
  }
}
