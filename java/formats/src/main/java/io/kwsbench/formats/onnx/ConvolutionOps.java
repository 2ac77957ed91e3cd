package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Convolutions: plain, depthwise, in groups, dilated. */
final class ConvolutionOps {
  private ConvolutionOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of("Conv", ConvolutionOps::conv);
  }

  private static List<Laid> conv(OnnxCall call) {
    return List.of(convolution(call, call.in(0), call.in(1), call.has(2) ? call.in(2) : null));
  }

  /**
   * Convolves.
   *
   * @param bias null where there is none
   */
  static Laid convolution(OnnxCall call, Laid x, Laid filters, Laid bias) {
    Value image = Images.of(call, x);
    Value weights = planar(call, filters);
    int group = Math.toIntExact(call.node().integer("group", 1));
    int[] kernel = weights.shape();
    if (group < 1 || image.dim(3) != kernel[1] * group || kernel[0] % group != 0) {
      throw call.error(
          "has weights "
              + Arrays.toString(kernel)
              + " in "
              + group
              + " groups for "
              + image.dim(3)
              + " channels");
    }
    int[] spatial = filters.shape();
    int[] lengths = Images.spatial(x.shape());
    Windows windows = Windows.of(call, Images.spatial(spatial), lengths);
    Value result =
        kernel[1] == 1 && group > 1
            ? depthwise(call, image, weights, windows)
            : grouped(call, image, weights, windows, group);
    if (bias != null) {
      result = call.graph().nn().biasAdd(result, call.layouts().plain(bias));
    }
    return Images.back(call, result, x.rank());
  }

  /** The weights [out, in, height, width]. */
  static Value planar(OnnxCall call, Laid filters) {
    Value weights = call.layouts().plain(filters);
    return weights.rank() == 4 ? weights : call.arrays().expandDims(weights, 2);
  }

  private static Value depthwise(OnnxCall call, Value image, Value weights, Windows windows) {
    IrBuilder graph = call.graph();
    int channels = image.dim(3);
    int[] shape = weights.shape();
    Value split =
        graph.arrays().reshape(weights, channels, shape[0] / channels, shape[2], shape[3]);
    Value kernel = call.work().folding().folded(graph.arrays().transpose(split, 2, 3, 0, 1));
    int[] stride = windows.stride();
    // TensorFlow's depthwise convolution has one stride for both axes
    boolean line = windows.size()[0] == 1 && image.dim(1) == 1 && windows.isLine();
    boolean one = stride[0] == stride[1] || line;
    int step = one ? stride[1] : 1;
    Value result =
        run(
            call,
            image,
            one ? stride : new int[] {1, 1},
            windows,
            (in, same) -> graph.nn().depthwise(in, kernel, step, same),
            in -> graph.nn().depthwise(in, kernel, 1, false));
    return result;
  }

  private static Value grouped(
      OnnxCall call, Value image, Value weights, Windows windows, int groups) {
    if (groups == 1) {
      return plain(call, image, weights, windows);
    }
    List<Value> images = call.arrays().split(image, 3, groups);
    List<Value> kernels = call.arrays().split(weights, 0, groups);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      parts.add(plain(call, images.get(i), kernels.get(i), windows));
    }
    return call.arrays().concat(parts, 3);
  }

  private static Value plain(OnnxCall call, Value image, Value weights, Windows windows) {
    IrBuilder graph = call.graph();
    Value kernel = call.work().folding().folded(graph.arrays().transpose(weights, 2, 3, 1, 0));
    int[] stride = windows.stride();
    return run(
        call,
        image,
        stride,
        windows,
        (in, same) -> graph.nn().conv2d(in, kernel, stride[0], stride[1], same),
        in -> graph.nn().conv2d(in, kernel, 1, 1, false));
  }

  /** A convolution with TensorFlow's padding. */
  @FunctionalInterface
  private interface Convolution {
    Value apply(Value image, boolean same);
  }

  /**
   * Pads, convolves, and takes what remains of the stride.
   *
   * @param done the strides that {@code strided} takes care of
   * @param strided the convolution without dilation
   * @param single the convolution of stride 1, VALID
   */
  private static Value run(
      OnnxCall call,
      Value image,
      int[] done,
      Windows windows,
      Convolution strided,
      UnaryOperator<Value> single) {
    IrBuilder graph = call.graph();
    int[] dilation = windows.dilation();
    int[] stride = windows.stride();
    boolean same = !windows.isValid() && windows.isSame(image);
    if (dilation[0] > 1 || dilation[1] > 1) {
      boolean whole = same && stride[0] == 1 && stride[1] == 1;
      Value in = whole ? image : windows.padded(graph, image, 0);
      int[] size = windows.size();
      Value result =
          graph.nn().dilated(dilation[0], dilation[1]).around(in, size[0], size[1], whole, single);
      return Picks.strided(graph, result, stride[0], stride[1]);
    }
    if (Arrays.equals(done, stride)) {
      return same
          ? strided.apply(image, true)
          : strided.apply(windows.padded(graph, image, 0), false);
    }
    Value result = strided.apply(windows.padded(graph, image, 0), false);
    return Picks.strided(graph, result, stride[0] / done[0], stride[1] / done[1]);
  }
}
