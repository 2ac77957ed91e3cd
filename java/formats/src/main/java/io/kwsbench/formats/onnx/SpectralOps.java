package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fourier transforms, as products with constants, and what front ends put around them. */
final class SpectralOps {
  private SpectralOps() {}

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    all.put("DFT", SpectralOps::transform);
    all.put("STFT", SpectralOps::frames);
    all.put("HannWindow", call -> window(call, 0.5, 0.5, 0));
    all.put("HammingWindow", call -> window(call, 25 / 46d, 21 / 46d, 0));
    all.put("BlackmanWindow", call -> window(call, 0.42, 0.5, 0.08));
    all.put("MelWeightMatrix", SpectralOps::mel);
    return all;
  }

  private static List<Laid> transform(OnnxCall call) {
    Laid x = call.in(0);
    int rank = x.rank();
    boolean complex = rank > 1 && x.dim(rank - 1) == 2;
    if (rank < 2 || (!complex && x.dim(rank - 1) != 1)) {
      throw call.error("takes " + Arrays.toString(x.shape()) + ", no real or complex numbers");
    }
    long given =
        call.opset() < 20
            ? call.node().integer("axis", 1)
            : call.has(2) ? call.literal(2).integer(0) : -2;
    int axis = call.axis(given, rank);
    boolean inverse = call.node().integer("inverse", 0) != 0;
    boolean oneSided = call.node().integer("onesided", 0) != 0;
    if (axis == rank - 1 || (oneSided && (inverse || complex))) {
      throw call.error("is of one side and inverse or complex, or runs along its last axis");
    }
    int length = call.has(1) ? positive(call, 1) : x.dim(axis);
    List<Integer> order = new ArrayList<>(Laid.identity(rank));
    order.remove(Integer.valueOf(axis));
    order.add(rank - 2, axis);
    Value turned = fitted(call, call.layouts().as(x, order), rank - 2, length);
    int parts = complex ? 2 : 1;
    int bins = oneSided ? length / 2 + 1 : length;
    Value matrix = matrix(call, length, bins, parts, inverse);
    int[] shape = turned.shape();
    Value rows = call.arrays().reshape(turned, turned.size() / (length * parts), length * parts);
    shape[rank - 2] = bins;
    shape[rank - 1] = 2;
    Value result = call.arrays().reshape(call.math().matMul(rows, matrix), shape);
    return List.of(new Laid(result, order));
  }

  private static int positive(OnnxCall call, int index) {
    Literal literal = call.literal(index);
    if (literal.size() != 1 || literal.integer(0) < 1) {
      throw call.error("has no positive number as its input " + index);
    }
    return Math.toIntExact(literal.integer(0));
  }

  /** Cut, or with zeros behind. */
  private static Value fitted(OnnxCall call, Value x, int axis, int length) {
    int has = x.dim(axis);
    if (has > length) {
      return call.arrays().slice(x, axis, 0, length);
    }
    int[] after = new int[x.rank()];
    after[axis] = length - has;
    return has == length ? x : call.arrays().pad(x, new int[x.rank()], after);
  }

  /** [length × parts, bins × 2]: real and imaginary parts side by side. */
  private static Value matrix(OnnxCall call, int length, int bins, int parts, boolean inverse) {
    int width = 2 * bins;
    call.work().folding().spend(Dims.elements(length * parts, width));
    float[] values = new float[length * parts * width];
    for (int t = 0; t < length; t++) {
      for (int k = 0; k < bins; k++) {
        double cos = cos(t, k, length) / (inverse ? length : 1);
        double sin = sin(t, k, length) / (inverse ? length : -1);
        int at = t * parts * width + 2 * k;
        values[at] = (float) cos;
        values[at + 1] = (float) sin;
        if (parts == 2) {
          values[at + width] = (float) -sin;
          values[at + width + 1] = (float) cos;
        }
      }
    }
    return call.graph().constant("transform", Literal.of(values, length * parts, width));
  }

  private static double cos(int t, int k, int length) {
    return Math.cos(2 * Math.PI * ((long) t * k % length) / length);
  }

  private static double sin(int t, int k, int length) {
    return Math.sin(2 * Math.PI * ((long) t * k % length) / length);
  }

  /** Windows that slide over the samples: a convolution with the windowed waves. */
  private static List<Laid> frames(OnnxCall call) {
    Value signal = call.plain(0);
    boolean real = signal.rank() == 2 || (signal.rank() == 3 && signal.dim(2) == 1);
    if (!real) {
      throw call.error("takes " + Arrays.toString(signal.shape()) + ", no real samples");
    }
    int step = positive(call, 1);
    float[] window = call.has(2) ? call.literal(2).toFloats() : null;
    int length = call.has(3) ? positive(call, 3) : window == null ? 0 : window.length;
    if (length < 1 || (window != null && window.length != length)) {
      throw call.error("has no frame of one length");
    }
    boolean oneSided = call.node().integer("onesided", 1) != 0;
    int bins = oneSided ? length / 2 + 1 : length;
    call.work().folding().spend(Dims.elements(length, 2 * bins));
    float[] waves = new float[length * 2 * bins];
    for (int t = 0; t < length; t++) {
      double weight = window == null ? 1 : window[t];
      for (int k = 0; k < bins; k++) {
        waves[(t * bins + k) * 2] = (float) (weight * cos(t, k, length));
        waves[(t * bins + k) * 2 + 1] = (float) (-weight * sin(t, k, length));
      }
    }
    Value kernel = call.graph().constant("waves", Literal.of(waves, 1, length, 1, 2 * bins));
    Value row = call.arrays().reshape(signal, signal.dim(0), 1, signal.dim(1), 1);
    Value result = call.graph().nn().conv2d(row, kernel, step, step, false);
    int frames = result.dim(2);
    return List.of(Laid.plain(call.arrays().reshape(result, signal.dim(0), frames, bins, 2)));
  }

  private static List<Laid> window(OnnxCall call, double a, double b, double c) {
    int size = positive(call, 0);
    double period = call.node().integer("periodic", 1) != 0 ? size : size - 1;
    call.work().folding().spend(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      double turn = 2 * Math.PI * i / period;
      values[i] = (float) (a - b * Math.cos(turn) + c * Math.cos(2 * turn));
    }
    return List.of(Laid.plain(call.graph().constant("window", Literal.of(values, size))));
  }

  /** Triangles between the bins of frequencies that are equally far apart on the mel scale. */
  private static List<Laid> mel(OnnxCall call) {
    int bands = positive(call, 0);
    int length = positive(call, 1);
    int rate = positive(call, 2);
    double low = melOf(call.number(3, 0));
    double high = melOf(call.number(4, 0));
    int bins = length / 2 + 1;
    call.work().folding().spend(Dims.elements(bins, bands));
    int[] edges = new int[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      double hertz = 700 * (Math.pow(10, (low + (high - low) / (bands + 2) * i) / 2595) - 1);
      edges[i] = (int) Math.floor((length + 1) * hertz / rate);
    }
    if (!(low >= 0 && high >= low) || edges[bands + 1] > bins) {
      throw call.error("has bands beyond its spectrum");
    }
    float[] weights = new float[bins * bands];
    for (int band = 0; band < bands; band++) {
      triangle(weights, band, bands, edges);
    }
    return List.of(Laid.plain(call.graph().constant("mel", Literal.of(weights, bins, bands))));
  }

  private static double melOf(float hertz) {
    return 2595 * Math.log10(1 + hertz / 700d);
  }

  private static void triangle(float[] weights, int band, int bands, int... edges) {
    int low = edges[band];
    int center = edges[band + 1];
    int high = edges[band + 2];
    if (low == center) {
      weights[center * bands + band] = 1;
    }
    for (int bin = low; bin <= center && low < center; bin++) {
      weights[bin * bands + band] = (bin - low) / (float) (center - low);
    }
    for (int bin = center; bin < high && center < high; bin++) {
      weights[bin * bands + band] = (high - bin) / (float) (high - center);
    }
  }
}
