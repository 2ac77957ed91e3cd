package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Transposed convolutions: plain, depthwise, in groups, dilated. */
final class TransposedConvolutions {
  private TransposedConvolutions() {}

  static Map<String, OnnxOp> all() {
    return Map.of("ConvTranspose", TransposedConvolutions::transposed);
  }

  private static List<Laid> transposed(OnnxCall call) {
    Laid x = call.in(0);
    Value image = Images.of(call, x);
    Value weights = ConvolutionOps.planar(call, call.in(1));
    int group = Math.toIntExact(call.node().integer("group", 1));
    int[] kernel = weights.shape();
    if (group < 1 || image.dim(3) != kernel[0] || kernel[0] % group != 0) {
      throw call.error(
          "has weights %s in %d groups for %d channels"
              .formatted(Arrays.toString(kernel), group, image.dim(3)));
    }
    Stretch stretch = Stretch.of(call, Images.spatial(call.in(1).shape()), x);
    Value spread = spread(call, weights, stretch.dilation());
    Value whole =
        kernel[1] == 1 && group == kernel[0] && stretch.hasOneStride()
            ? backwards(call, image, turned(call, spread, 2, 3, 0, 1), stretch, true)
            : grouped(call, image, spread, group, stretch);
    Value result = fitted(call.graph(), whole, stretch);
    if (call.has(2)) {
      result = call.graph().nn().biasAdd(result, call.plain(2));
    }
    return List.of(Images.back(call, result, x.rank()));
  }

  private static Value grouped(
      OnnxCall call, Value image, Value weights, int groups, Stretch stretch) {
    List<Value> images = call.arrays().split(image, 3, groups);
    List<Value> kernels = call.arrays().split(weights, 0, groups);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      Value kernel = turned(call, kernels.get(i), 2, 3, 1, 0);
      parts.add(backwards(call, images.get(i), kernel, stretch, false));
    }
    return call.arrays().concat(parts, 3);
  }

  private static Value turned(OnnxCall call, Value weights, int... order) {
    return call.work().folding().folded(call.arrays().transpose(weights, order));
  }

  /** The weights with zeros between their rows and columns: TensorFlow's have no dilation. */
  private static Value spread(OnnxCall call, Value weights, int[] dilation) {
    Value spread = weights;
    for (int axis = 2; axis < 4; axis++) {
      int rate = dilation[axis - 2];
      int length = spread.dim(axis);
      if (rate > 1 && length > 1) {
        int[] shape = spread.shape();
        int[] none = new int[5];
        int[] zeros = new int[5];
        zeros[axis + 1] = rate - 1;
        Value apart = call.arrays().expandDims(spread, axis + 1);
        shape[axis] = Math.multiplyExact(length, rate);
        Value with = call.arrays().reshape(call.arrays().pad(apart, none, zeros), shape);
        spread = call.arrays().slice(with, axis, 0, (length - 1) * rate + 1);
      }
    }
    return call.work().folding().folded(spread);
  }

  /** All that the windows reach, without padding. */
  private static Value backwards(
      OnnxCall call, Value x, Value kernel, Stretch stretch, boolean depthwise) {
    int[] shape = {
      x.dim(0),
      stretch.reach(0, x.dim(1)),
      stretch.reach(1, x.dim(2)),
      depthwise ? x.dim(3) : kernel.dim(2)
    };
    Attrs attrs =
        Attrs.ofType(DType.FLOAT)
            .integers("strides", 1, stretch.strideY(), stretch.strideX(), 1)
            .text("padding", "VALID")
            .text("data_format", "NHWC");
    Value size = call.graph().constant("input_sizes", Literal.vector(shape));
    String op = depthwise ? "DepthwiseConv2dNativeBackpropInput" : "Conv2DBackpropInput";
    return call.graph().add(op, List.of(size, kernel, x), attrs, shape);
  }

  /** The part that the padding leaves, with zeros where it leaves more than there is. */
  private static Value fitted(IrBuilder graph, Value whole, Stretch stretch) {
    int[] margins = new int[4];
    List<AxisSlice> slices = new ArrayList<>();
    boolean cut = false;
    for (int axis = 0; axis < 4; axis++) {
      boolean spatial = axis == 1 || axis == 2;
      int from = spatial ? stretch.from()[axis - 1] : 0;
      int to = spatial ? from + stretch.length()[axis - 1] : whole.dim(axis);
      int end = Math.min(to, whole.dim(axis));
      margins[axis] = to - end;
      cut |= from > 0 || end < whole.dim(axis);
      slices.add(new AxisSlice.Range(OptionalInt.of(from), OptionalInt.of(end), 1));
    }
    Value left = cut ? graph.arrays().slice(whole, slices) : whole;
    boolean enough = Arrays.stream(margins).allMatch(n -> n == 0);
    return enough ? left : graph.arrays().pad(left, new int[4], margins);
  }

  /**
   * The two spatial axes.
   *
   * @param size rows and columns of the weights, with the dilation's zeros
   * @param from the first row and column of the output in all that the windows reach
   * @param length rows and columns of the output
   */
  private record Stretch(
      int[] size, int[] stride, int[] dilation, int[] from, int[] length, boolean line) {
    static Stretch of(OnnxCall call, int[] kernel, Laid x) {
      int axes = kernel.length;
      int[] stride = attribute(call, "strides", axes, 1);
      int[] dilation = attribute(call, "dilations", axes, 1);
      int[] size = new int[axes];
      int[] from = new int[axes];
      int[] length = new int[axes];
      for (int i = 0; i < axes; i++) {
        PaddedWindow window = new PaddedWindow(kernel[i], stride[i], dilation[i], false);
        size[i] = window.span();
        along(call, i, window, x.dim(i + 2), from, length);
      }
      return new Stretch(
          planar(size, 1),
          planar(stride, 1),
          planar(dilation, 1),
          planar(from, 0),
          planar(length, 1),
          axes == 1);
    }

    private static void along(
        OnnxCall call, int i, PaddedWindow window, int in, int[] from, int[] length) {
      int axes = from.length;
      int[] pads = attribute(call, "pads", 2 * axes, 0);
      int more = attribute(call, "output_padding", axes, 0)[i];
      int reach = Math.addExact(Math.multiplyExact(window.stride(), in - 1), window.span());
      String auto = call.node().text("auto_pad", "NOTSET");
      boolean same = auto.equals("SAME_UPPER") || auto.equals("SAME_LOWER");
      if (!same && !auto.equals("NOTSET") && !auto.equals("VALID")) {
        throw call.error("has auto_pad '" + auto + "'");
      }
      if (call.node().has("output_shape") || same) {
        int[] asked = attribute(call, "output_shape", axes, 0);
        length[i] = asked[i] > 0 ? asked[i] : Math.multiplyExact(in, window.stride());
        int all = Math.addExact(reach, more) - length[i];
        if (all < 0 && asked[i] == 0) {
          // the standard asks for zeros behind, ONNX Runtime gives none
          throw call.error("has auto_pad '" + auto + "' and strides longer than its windows");
        }
        all = Math.max(0, all);
        from[i] = auto.equals("SAME_UPPER") ? all / 2 : all - all / 2;
      } else {
        from[i] = auto.equals("VALID") ? 0 : pads[i];
        int after = auto.equals("VALID") ? 0 : pads[axes + i];
        length[i] = Math.addExact(reach, more) - from[i] - after;
      }
      if (from[i] < 0 || length[i] < 1 || from[i] >= reach || more < 0) {
        throw call.error("pads " + in + " elements until none is left");
      }
    }

    private static int[] attribute(OnnxCall call, String name, int count, int absent) {
      int[] each = new int[count];
      Arrays.fill(each, absent);
      int[] given = call.node().integers(name, each);
      if (given.length == count + 2 && name.equals("output_shape")) {
        return Arrays.copyOfRange(given, 2, given.length);
      }
      if (given.length != count) {
        throw call.error("has " + given.length + " numbers as its " + name);
      }
      return given;
    }

    private static int[] planar(int[] values, int absent) {
      return values.length == 2 ? values : new int[] {absent, values[0]};
    }

    /** TensorFlow's depthwise convolution has one stride for both axes. */
    boolean hasOneStride() {
      return line || stride[0] == stride[1];
    }

    int strideX() {
      return stride[1];
    }

    int strideY() {
      return line ? stride[1] : stride[0];
    }

    int reach(int axis, int in) {
      return Math.addExact(Math.multiplyExact(stride[axis], in - 1), size[axis]);
    }
  }
}
