package io.kwsbench.lower;

import io.kwsbench.graph.shape.WindowAxis;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * Transposed convolutions ({@code conv2d_transpose}): by stride s every output pixel belongs to one
 * of s·s phases, and each phase is an ordinary convolution by every s-th tap. All phases are one
 * convolution whose channels are then laid out as pixels (Shi et al. 2016, "Is the deconvolution
 * layer the same as a convolutional layer?").
 */
final class TransposedLowering {
  private TransposedLowering() {}

  static Map<String, OpLowering> all() {
    return Map.of(
        "Conv2DBackpropInput", call -> transposed(call, false),
        "DepthwiseConv2dNativeBackpropInput", call -> transposed(call, true));
  }

  /** One axis of the window. */
  private record Axis(int in, int out, int kernel, int stride, int pad) {
    /** Taps of the longest phase. */
    int taps() {
      return (kernel + stride - 1) / stride;
    }

    /** Blocks of {@code stride} outputs that hold all outputs, from the padding's on. */
    int blocks() {
      return (pad + out - 1) / stride + 1;
    }
  }

  private static Axis axis(LowerCall call, int axis, Shape filter) {
    long[] strides = call.node().intsAttr("strides");
    int stride = strides.length == 4 ? Math.toIntExact(strides[axis]) : 1;
    long out = call.shape(0).dim(axis);
    long kernel = filter.dim(axis - 1);
    WindowAxis forward =
        WindowAxis.along(out, kernel, stride, 1, call.node().stringAttr("padding", "SAME"));
    call.require(
        forward.out() == call.in(2).dim(axis), "its sizes are none of a convolution's input");
    return new Axis(
        call.in(2).dim(axis),
        Math.toIntExact(out),
        Math.toIntExact(kernel),
        stride,
        Math.toIntExact(forward.padBefore()));
  }

  private static List<Tensor> transposed(LowerCall call, boolean depthwise) {
    call.requireFloat(1, 2);
    call.require(
        call.node().stringAttr("data_format", "NHWC").equals("NHWC"),
        "the native engine has channels last only");
    for (long dilation : call.node().intsAttr("dilations")) {
      call.require(dilation == 1, "the native engine has it without dilation");
    }
    Shape filter = call.in(1).shape();
    Axis h = axis(call, 1, filter);
    Axis w = axis(call, 2, filter);
    int outC = Math.toIntExact(filter.dim(2));
    int inC = call.in(2).dim(3);
    int channels = Math.multiplyExact(Math.multiplyExact(h.stride, w.stride), outC);
    float[] weights = weights(call, h, w, depthwise);
    SlidingWindow win =
        new SlidingWindow(
            call.in(2).dim(0),
            h.in,
            w.in,
            h.blocks(),
            w.blocks(),
            h.taps(),
            w.taps(),
            1,
            1,
            1,
            1,
            h.taps() - 1,
            w.taps() - 1);
    Tensor phases =
        call.between(
            new OpKind.Conv(win, inC, channels, UnaryFunction.IDENTITY),
            "phases",
            DType.FLOAT,
            Shape.of(win.batch(), win.outH(), win.outW(), channels),
            call.in(2),
            Tensor.floats(
                call.node().name() + "/filter",
                Shape.of(h.taps(), w.taps(), inC, channels),
                weights),
            Tensor.NONE,
            Tensor.NONE);
    return call.emit(cropped(call, h, w, outC), pixels(call, phases, h, w, outC));
  }

  /** {@code [taps h][taps w][in channels][phase h][phase w][out channels]}. */
  private static float[] weights(LowerCall call, Axis h, Axis w, boolean depthwise) {
    float[] filter = call.literal(1).toFloats();
    int outC = call.in(1).dim(2);
    int last = call.in(1).dim(3);
    int inC = call.in(2).dim(3);
    call.require(inC == (depthwise ? outC * last : last), "its channels do not fit its filter");
    int width = Math.toIntExact((long) h.stride * w.stride * outC);
    call.require((long) h.taps() * w.taps() * inC * width <= 1 << 26, "its filter is too large");
    float[] all = new float[Math.toIntExact((long) h.taps() * w.taps() * inC * width)];
    for (int y = 0; y < h.kernel; y++) {
      for (int x = 0; x < w.kernel; x++) {
        // the tap of its phase, from the last: a convolution reads forwards
        int tap = (h.taps() - 1 - y / h.stride) * w.taps() + w.taps() - 1 - x / w.stride;
        int phase = (y % h.stride * w.stride + x % w.stride) * outC;
        for (int o = 0; o < outC; o++) {
          for (int i = 0; i < last; i++) {
            int in = depthwise ? o * last + i : i;
            all[(tap * inC + in) * width + phase + o] =
                filter[((y * w.kernel + x) * outC + o) * last + i];
          }
        }
      }
    }
    return all;
  }

  /** Phases as pixels: {@code [batch][blocks · stride][blocks · stride][out channels]}. */
  private static Tensor pixels(LowerCall call, Tensor phases, Axis h, Axis w, int outC) {
    if (h.stride == 1 && w.stride == 1) {
      return phases;
    }
    int batch = phases.dim(0);
    int pixel = h.stride * w.stride * outC;
    int row = w.blocks() * pixel;
    OpKind view =
        new OpKind.View(
            0,
            List.of(batch, h.blocks(), h.stride, w.blocks(), w.stride, outC),
            List.of(h.blocks() * row, row, w.stride * outC, pixel, outC, 1));
    Shape shape = Shape.of(batch, (long) h.blocks() * h.stride, (long) w.blocks() * w.stride, outC);
    return call.between(view, "pixels", DType.FLOAT, shape, phases);
  }

  /** The outputs after the padding. */
  private static OpKind cropped(LowerCall call, Axis h, Axis w, int outC) {
    int row = w.blocks() * w.stride * outC;
    int image = h.blocks() * h.stride * row;
    return new OpKind.View(
        h.pad * row + w.pad * outC,
        List.of(call.in(2).dim(0), h.out, w.out, outC),
        List.of(image, row, outC, 1));
  }
}
