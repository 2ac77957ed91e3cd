package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.graph.shape.WindowAxis;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Convolutions, poolings, patches and batch norms. */
final class WindowLowering {
  private WindowLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("Conv2D", WindowLowering::convolution);
    all.put("DepthwiseConv2dNative", WindowLowering::depthwise);
    all.put("MaxPool", call -> pool(call, false));
    all.put("AvgPool", call -> pool(call, true));
    all.put("ExtractImagePatches", WindowLowering::patches);
    all.put("FusedBatchNorm", WindowLowering::batchNorm);
    all.put("FusedBatchNormV2", WindowLowering::batchNorm);
    all.put("FusedBatchNormV3", WindowLowering::batchNorm);
    all.put("BatchNormWithGlobalNormalization", WindowLowering::oldBatchNorm);
    return all;
  }

  /** The window of a node over its first input; shapes were checked by inference. */
  private static SlidingWindow window(
      LowerCall call, long kh, long kw, String strideAttr, String rateAttr) {
    call.require(
        call.node().stringAttr("data_format", "NHWC").equals("NHWC"),
        "the native engine has channels last only");
    call.requireFloat(0);
    Shape in = call.in(0).shape();
    Shape out = call.shape(0);
    long[] stride = perAxis(call, strideAttr);
    long[] rate = rateAttr.isEmpty() ? new long[] {1, 1, 1, 1} : perAxis(call, rateAttr);
    call.require(stride[0] == 1 && stride[3] == 1 && rate[0] == 1 && rate[3] == 1, "its strides");
    return new SlidingWindow(
        number(in.dim(0)),
        number(in.dim(1)),
        number(in.dim(2)),
        number(out.dim(1)),
        number(out.dim(2)),
        number(kh),
        number(kw),
        number(stride[1]),
        number(stride[2]),
        number(rate[1]),
        number(rate[2]),
        pad(call, 1, in.dim(1), kh, stride[1], rate[1]),
        pad(call, 2, in.dim(2), kw, stride[2], rate[2]));
  }

  private static int number(long value) {
    return Math.toIntExact(value);
  }

  private static long[] perAxis(LowerCall call, String attr) {
    long[] values = call.node().intsAttr(attr);
    return values.length == 4 ? values : new long[] {1, 1, 1, 1};
  }

  private static int pad(LowerCall call, int axis, long in, long k, long s, long d) {
    String padding = call.node().stringAttr("padding", "");
    if (padding.equals("EXPLICIT")) {
      return number(call.node().intsAttr("explicit_paddings")[2 * axis]);
    }
    return number(WindowAxis.along(in, k, s, d, padding).padBefore());
  }

  private static List<Tensor> convolution(LowerCall call) {
    Shape filter = call.in(1).shape();
    SlidingWindow win = window(call, filter.dim(0), filter.dim(1), "strides", "dilations");
    call.require(filter.dim(2) == call.in(0).dim(3), "the native engine has no grouped Conv2D");
    if (!call.in(1).isConstant()) {
      return byComputedFilter(call, win);
    }
    OpKind kind =
        new OpKind.Conv(win, call.in(0).dim(3), number(filter.dim(3)), UnaryFunction.IDENTITY);
    return call.emit(kind, call.in(0), call.in(1), Tensor.NONE, Tensor.NONE);
  }

  /** Windows side by side times the filter as a matrix. */
  private static List<Tensor> byComputedFilter(LowerCall call, SlidingWindow win) {
    call.requireFloat(1);
    int channels = call.in(0).dim(3);
    int k = win.taps() * channels;
    int n = call.in(1).dim(3);
    Tensor windows =
        call.between(
            new OpKind.ExtractPatches(win, channels),
            "windows",
            call.dtype(0),
            Shape.of(win.outPixels(), k),
            call.in(0));
    OpKind product =
        new OpKind.MatMul(
            1, win.outPixels(), k, n, false, false, true, true, UnaryFunction.IDENTITY);
    return call.emit(product, windows, call.in(1), Tensor.NONE);
  }

  private static List<Tensor> depthwise(LowerCall call) {
    Shape filter = call.in(1).shape();
    call.literal(1);
    SlidingWindow win = window(call, filter.dim(0), filter.dim(1), "strides", "dilations");
    OpKind kind =
        new OpKind.Depthwise(
            win, number(filter.dim(2)), number(filter.dim(3)), UnaryFunction.IDENTITY);
    return call.emit(kind, call.in(0), call.in(1), Tensor.NONE);
  }

  private static List<Tensor> pool(LowerCall call, boolean average) {
    long[] k = perAxis(call, "ksize");
    SlidingWindow win = window(call, k[1], k[2], "strides", "");
    return call.emit(new OpKind.Pool(win, call.in(0).dim(3), average), call.in(0));
  }

  private static List<Tensor> patches(LowerCall call) {
    long[] k = perAxis(call, "ksizes");
    SlidingWindow win = window(call, k[1], k[2], "strides", "rates");
    return call.emit(new OpKind.ExtractPatches(win, call.in(0).dim(3)), call.in(0));
  }

  /** x · s + (β − μ s) with s = γ / √(σ² + ε), a constant for every channel. */
  private static List<Tensor> batchNorm(LowerCall call) {
    call.requireFloat(0);
    call.require(!call.node().boolAttr("is_training", true), "is_training is true");
    call.require(
        call.node().stringAttr("data_format", "NHWC").equals("NHWC"),
        "the native engine has channels last only");
    double epsilon = call.node().realAttr("epsilon", 1e-4);
    return normalized(
        call, call.literal(1), call.literal(2), call.literal(3), call.literal(4), epsilon);
  }

  /** Inputs x, μ, σ², β, γ. */
  private static List<Tensor> oldBatchNorm(LowerCall call) {
    call.requireFloat(0);
    Literal gamma = call.literal(4);
    if (!call.node().boolAttr("scale_after_normalization", false)) {
      float[] ones = new float[gamma.size()];
      Arrays.fill(ones, 1);
      gamma = Literal.ofFloats(gamma.shape(), ones);
    }
    double epsilon = call.node().realAttr("variance_epsilon", 1e-4);
    return normalized(call, gamma, call.literal(3), call.literal(1), call.literal(2), epsilon);
  }

  private static List<Tensor> normalized(
      LowerCall call, Literal gamma, Literal beta, Literal mean, Literal variance, double epsilon) {
    int n = gamma.size();
    call.require(
        beta.size() == n && mean.size() == n && variance.size() == n, "its statistics differ");
    float[] scale = new float[n];
    float[] shift = new float[n];
    for (int c = 0; c < n; c++) {
      double s = gamma.real(c) / Math.sqrt(variance.real(c) + epsilon);
      scale[c] = (float) s;
      shift[c] = (float) (beta.real(c) - mean.real(c) * s);
    }
    Shape vector = Shape.of(n);
    Tensor scaled =
        call.between(
            new OpKind.Binary(BinaryFn.MUL, UnaryFunction.IDENTITY),
            "scaled",
            call.dtype(0),
            call.shape(0),
            call.in(0),
            Tensor.floats(call.node().name() + "/scale", vector, scale));
    return call.emit(
        new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY),
        scaled,
        Tensor.floats(call.node().name() + "/shift", vector, shift));
  }
}
