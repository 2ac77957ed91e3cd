package io.kwsbench.formats.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * The places that elements of a resized axis have in the axis as it was, in float as ONNX Runtime
 * computes them.
 *
 * @param kind how elements between those of the axis are found: nearest, linear or cubic
 * @param transformation the name of the coordinates' transformation
 * @param rounding the rounding of {@code nearest}; empty for that of operators before opset 11
 * @param slope the coefficient of {@code cubic}
 * @param excludes whether {@code cubic} leaves out what lies beyond the ends
 */
record Positions(
    String kind, String transformation, String rounding, float slope, boolean excludes) {
  /**
   * An element of the axis for each new one.
   *
   * @param weights null where it is the element alone
   */
  record Tap(int[] indices, float[] weights) {}

  static Positions of(OnnxCall call) {
    OnnxNode node = call.node();
    return new Positions(
        node.text("mode", "nearest"),
        node.text("coordinate_transformation_mode", "half_pixel"),
        node.text("nearest_mode", "round_prefer_floor"),
        node.real("cubic_coeff_a", -0.75f),
        node.integer("exclude_outside", 0) != 0);
  }

  /** Those of Upsample, and of Resize before opset 11. */
  static Positions old(OnnxCall call, String kind) {
    if (kind.equals("cubic")) {
      throw call.error("has mode 'cubic'");
    }
    return new Positions(kind.equals("bilinear") ? "linear" : kind, "asymmetric", "", 0, false);
  }

  List<Tap> axis(OnnxCall call, int in, int out, float scale) {
    float[] places = new float[out];
    for (int i = 0; i < out; i++) {
      places[i] = place(call, i, in, out, scale);
    }
    return switch (kind) {
      case "nearest" -> List.of(nearest(call, places, in, scale));
      case "linear" -> linear(places, in);
      case "cubic" -> cubic(places, in);
      default -> throw call.error("has mode '" + kind + "'");
    };
  }

  private float place(OnnxCall call, int i, int in, int out, float scale) {
    return switch (transformation) {
      case "half_pixel" -> (i + 0.5f) / scale - 0.5f;
      case "pytorch_half_pixel" -> out > 1 ? (i + 0.5f) / scale - 0.5f : 0;
      case "align_corners" -> out == 1 ? 0 : i * (float) (in - 1) / (out - 1);
      case "asymmetric" -> i / scale;
      case "tf_half_pixel_for_nn" -> (i + 0.5f) / scale;
      case "half_pixel_symmetric" -> {
        float whole = scale * in;
        float offset = in / 2f * (1 - out / whole);
        yield offset + (i + 0.5f) / scale - 0.5f;
      }
      default -> throw call.error("has coordinate_transformation_mode '" + transformation + "'");
    };
  }

  private Tap nearest(OnnxCall call, float[] places, int in, float scale) {
    int[] indices = new int[places.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = clamped((int) rounded(call, places[i], scale), in);
    }
    return new Tap(indices, null);
  }

  private double rounded(OnnxCall call, float place, float scale) {
    return switch (rounding) {
      case "round_prefer_floor" -> Math.ceil(place - 0.5);
      case "round_prefer_ceil" -> Math.floor(place + 0.5);
      case "floor" -> Math.floor(place);
      case "ceil" -> Math.ceil(place);
      case "" -> scale < 1 ? Math.ceil(place) : Math.floor(place);
      default -> throw call.error("has nearest_mode '" + rounding + "'");
    };
  }

  private static int clamped(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }

  private static List<Tap> linear(float[] places, int in) {
    int[] low = new int[places.length];
    int[] high = new int[places.length];
    float[] lower = new float[places.length];
    float[] upper = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      float place = Math.max(0, Math.min(in - 1, places[i]));
      low[i] = (int) place;
      high[i] = clamped(low[i] + 1, in);
      upper[i] = place - low[i];
      lower[i] = 1 - upper[i];
    }
    return List.of(new Tap(low, lower), new Tap(high, upper));
  }

  /** Keys' convolution of four neighbors. */
  private List<Tap> cubic(float[] places, int in) {
    List<Tap> taps = new ArrayList<>();
    for (int tap = 0; tap < 4; tap++) {
      taps.add(new Tap(new int[places.length], new float[places.length]));
    }
    for (int i = 0; i < places.length; i++) {
      int base = (int) Math.floor(places[i]);
      float part = places[i] - base;
      float[] weights = {
        outer(part + 1), inner(part), inner(1 - part), outer(2 - part),
      };
      float all = 0;
      for (int tap = 0; tap < 4; tap++) {
        int index = base - 1 + tap;
        if (excludes && (index < 0 || index >= in)) {
          weights[tap] = 0;
        }
        all += weights[tap];
        taps.get(tap).indices()[i] = clamped(index, in);
      }
      for (int tap = 0; tap < 4; tap++) {
        taps.get(tap).weights()[i] = excludes ? weights[tap] / all : weights[tap];
      }
    }
    return taps;
  }

  private float inner(float x) {
    return ((slope + 2) * x - (slope + 3)) * x * x + 1;
  }

  private float outer(float x) {
    return ((slope * x - 5 * slope) * x + 8 * slope) * x - 4 * slope;
  }
}
