package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Resizing, an axis at a time: constant indices pick the elements next to each new one, and
 * constant weights mix them.
 */
final class ResizeOps {
  private ResizeOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "Resize", ResizeOps::resize,
        "Upsample", ResizeOps::upsample);
  }

  private static List<Laid> upsample(OnnxCall call) {
    float[] scales = call.has(1) ? call.literal(1).toFloats() : call.node().reals("scales");
    Laid x = call.in(0);
    String kind = call.node().text("mode", "nearest");
    return List.of(resized(call, x, axes(call, x), scales, null, Positions.old(call, kind)));
  }

  private static List<Laid> resize(OnnxCall call) {
    Laid x = call.in(0);
    if (call.node().integer("antialias", 0) != 0) {
      throw call.error("has antialias");
    }
    String policy = call.node().text("keep_aspect_ratio_policy", "stretch");
    if (!policy.equals("stretch")) {
      throw call.error("has keep_aspect_ratio_policy '" + policy + "'");
    }
    if (call.opset() < 11) {
      Positions positions = Positions.old(call, call.node().text("mode", "nearest"));
      return List.of(resized(call, x, axes(call, x), call.literal(1).toFloats(), null, positions));
    }
    float[] scales = call.has(2) ? call.literal(2).toFloats() : new float[0];
    int[] sizes = call.has(3) && scales.length == 0 ? call.integers(3) : null;
    return List.of(resized(call, x, axes(call, x), scales, sizes, Positions.of(call)));
  }

  private static int[] axes(OnnxCall call, Laid x) {
    int[] all = Laid.identity(x.rank()).stream().mapToInt(i -> i).toArray();
    return Arrays.stream(call.node().integers("axes", all))
        .map(axis -> call.axis(axis, x.rank()))
        .toArray();
  }

  private static Laid resized(
      OnnxCall call, Laid x, int[] axes, float[] scales, int[] sizes, Positions positions) {
    if ((sizes == null ? scales.length : sizes.length) != axes.length) {
      throw call.error("has no scale or size for each of " + axes.length + " axes");
    }
    Value value = x.value();
    for (int i = 0; i < axes.length; i++) {
      int at = x.at(axes[i]);
      int in = value.dim(at);
      int out = sizes == null ? (int) (scales[i] * in) : sizes[i];
      float scale = sizes == null ? scales[i] : out / (float) in;
      if (!(scale > 0) || out < 1) {
        throw call.error("makes " + out + " elements of " + in);
      }
      if (out != in || scale != 1) {
        call.work().folding().spend(out);
        value = along(call, value, at, positions.axis(call, in, out, scale));
      }
    }
    return x.with(value);
  }

  private static Value along(OnnxCall call, Value x, int axis, List<Positions.Tap> taps) {
    Value sum = null;
    MathOps math = call.math();
    for (Positions.Tap tap : taps) {
      Value indices = call.graph().constant("indices", Literal.vector(tap.indices()));
      Value picked = Picks.gathered(call.graph(), x, axis, indices);
      if (tap.weights() != null) {
        int[] shape = new int[x.rank() - axis];
        Arrays.fill(shape, 1);
        shape[0] = tap.weights().length;
        Literal weights = Literal.of(tap.weights(), shape);
        picked = math.mul(picked, call.graph().constant("weights", weights));
      }
      sum = sum == null ? picked : math.add(sum, picked);
    }
    return sum;
  }
}
