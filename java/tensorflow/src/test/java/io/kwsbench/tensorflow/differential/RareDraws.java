package io.kwsbench.tensorflow.differential;

import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** Ops that few nets have: neighbors' norms, scattered rows, turned convolutions, whole cells. */
final class RareDraws {
  private RareDraws() {}

  static final List<Draw> ALL =
      List.of(
          RareDraws::neighbors,
          RareDraws::scattered,
          RareDraws::transposed,
          RareDraws::transposed,
          RareDraws::longCell,
          RareDraws::gatedCell,
          RareDraws::longSequence,
          RareDraws::passed);

  private static Optional<Value> neighbors(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() == 4 && v.most() < 10)
        .flatMap(
            x -> {
              int radius = s.number(0, 3);
              float bias = s.one(List.of(1f, 2f));
              float alpha = s.one(List.of(1f, 0.1f));
              float beta = s.one(List.of(0.5f, 0.75f, 1f));
              double most = x.most();
              Bounds bounds = Bounds.rounded(-most, most, 12 * x.error());
              return s.op(
                  "LRN",
                  x.dims(),
                  bounds,
                  List.of(x),
                  g ->
                      g.attr("depth_radius", radius)
                          .attr("bias", bias)
                          .attr("alpha", alpha)
                          .attr("beta", beta));
            });
  }

  /** Rows put into zeros, some into one place. */
  private static Optional<Value> scattered(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() >= 1 && v.most() < 30)
        .flatMap(
            x -> {
              int length = s.number(1, 2);
              int outer = x.rank() >= 2 && s.chance(0.3) ? 2 : 1;
              List<Integer> indexDims = new ArrayList<>(x.dims().subList(0, outer));
              int count = Shapes.product(indexDims);
              List<Integer> out = new ArrayList<>();
              for (int i = 0; i < length; i++) {
                out.add(s.number(1, 5));
              }
              int[] places = new int[count * length];
              for (int i = 0; i < places.length; i++) {
                places[i] = s.number(0, out.get(i % length) - 1);
              }
              indexDims.add(length);
              out.addAll(x.dims().subList(outer, x.rank()));
              double most = count * x.most();
              return s.op(
                  "ScatterNd",
                  out,
                  Bounds.rounded(-most, most, count * x.error()),
                  List.of(s.ints(indexDims, places), x, s.vector(out)),
                  g -> g.type("Tindices", DataType.DT_INT32));
            });
  }

  private static Optional<Value> transposed(Sketch s) {
    return WindowDraws.image(s)
        .flatMap(
            x -> {
              boolean depthwise = s.chance(0.3);
              int kh = s.number(1, 3);
              int kw = s.number(1, 4);
              int stride = s.number(1, 3);
              String padding = s.one(List.of("SAME", "VALID"));
              int multiplier = x.dim(3) % 2 == 0 && s.chance(0.4) ? 2 : 1;
              int channels = depthwise ? x.dim(3) / multiplier : s.number(1, 3);
              int last = depthwise ? multiplier : x.dim(3);
              int taps = kh * kw * x.dim(3);
              Value w = WindowDraws.weights(s, taps, List.of(kh, kw, channels, last));
              List<Integer> sizes =
                  List.of(
                      x.dim(0),
                      before(s, x.dim(1), kh, stride, padding),
                      before(s, x.dim(2), kw, stride, padding),
                      channels);
              return s.op(
                  depthwise ? "DepthwiseConv2dNativeBackpropInput" : "Conv2DBackpropInput",
                  sizes,
                  Bounds.sums(x, taps, w.most()),
                  List.of(s.vector(sizes), w, x),
                  g ->
                      g.attr("strides", new long[] {1, stride, stride, 1})
                          .attr("padding", padding));
            });
  }

  /** A size that a window makes {@code out} of. */
  private static int before(Sketch s, int out, int kernel, int stride, String padding) {
    int most = padding.equals("SAME") ? out * stride : (out - 1) * stride + kernel + stride - 1;
    return most - s.number(0, stride - 1);
  }

  /** The weights of a cell of so many gates: all of them, a peephole for three of them, biases. */
  private static List<Value> weights(Sketch s, int width, int units, int gates) {
    return List.of(
        s.constant(List.of(width + units, gates * units), -0.5, 0.5),
        s.constant(List.of(units), -0.5, 0.5),
        s.constant(List.of(units), -0.5, 0.5),
        s.constant(List.of(units), -0.5, 0.5),
        s.constant(List.of(gates * units), -0.5, 0.5));
  }

  private static Optional<Value> longCell(Sketch s) {
    int batch = s.number(1, 2);
    int width = s.number(1, 3);
    int units = s.number(1, 4);
    boolean peepholes = s.chance(0.5);
    float clip = s.one(List.of(0f, -1f, 0.5f));
    List<Integer> dims = List.of(batch, units);
    Value state = s.feed(dims, -1, 1);
    Value hidden = s.feed(dims, -1, 1);
    List<Value> weights = weights(s, width, units, 4);
    List<Value> made = List.of();
    // one or two in a row
    for (int t = s.number(1, 2); t > 0; t--) {
      List<Value> inputs =
          new ArrayList<>(List.of(s.feed(List.of(batch, width), -1, 1), state, hidden));
      inputs.addAll(weights);
      made =
          s.ops(
              "LSTMBlockCell",
              DType.FLOAT,
              Collections.nCopies(7, dims),
              Bounds.rounded(-3, 3, 1e-5),
              inputs,
              g ->
                  Sketch.floats(g)
                      .attr("forget_bias", 1f)
                      .attr("cell_clip", clip)
                      .attr("use_peephole", peepholes));
      if (made.isEmpty()) {
        return Optional.empty();
      }
      state = made.get(1);
      hidden = made.get(6);
    }
    return Optional.of(made.get(s.one(List.of(1, 6, 6))));
  }

  private static Optional<Value> longSequence(Sketch s) {
    int time = s.number(1, 4);
    int batch = s.number(1, 2);
    int units = s.number(1, 3);
    boolean peepholes = s.chance(0.5);
    float clip = s.one(List.of(0f, 0.5f));
    Value x = s.feed(List.of(time, batch, s.number(1, 3)), -1, 1);
    List<Value> inputs = new ArrayList<>(List.of(s.int64(time), x));
    for (int i = 0; i < 2; i++) {
      List<Integer> dims = List.of(batch, units);
      inputs.add(s.chance(0.5) ? s.constant(dims, 0, 0) : s.feed(dims, -1, 1));
    }
    inputs.addAll(weights(s, x.dim(2), units, 4));
    List<Value> made =
        s.ops(
            "BlockLSTM",
            DType.FLOAT,
            Collections.nCopies(7, List.of(time, batch, units)),
            Bounds.rounded(-3, 3, 2e-5),
            inputs,
            g ->
                Sketch.floats(g)
                    .attr("forget_bias", 1f)
                    .attr("cell_clip", clip)
                    .attr("use_peephole", peepholes));
    return made.isEmpty() ? Optional.empty() : Optional.of(made.get(6));
  }

  private static Optional<Value> gatedCell(Sketch s) {
    int batch = s.number(1, 2);
    int width = s.number(1, 3);
    int units = s.number(1, 4);
    List<Integer> dims = List.of(batch, units);
    Value both = s.constant(List.of(width + units, 2 * units), -0.5, 0.5);
    Value one = s.constant(List.of(width + units, units), -0.5, 0.5);
    Value bias = s.constant(List.of(2 * units), -0.5, 0.5);
    Value other = s.constant(List.of(units), -0.5, 0.5);
    Value state = s.feed(dims, -1, 1);
    List<Value> made = List.of();
    for (int t = s.number(1, 3); t > 0; t--) {
      Value x = s.feed(List.of(batch, width), -1, 1);
      made =
          s.ops(
              "GRUBlockCell",
              DType.FLOAT,
              Collections.nCopies(4, dims),
              Bounds.rounded(-1, 1, 1e-5),
              List.of(x, state, both, one, bias, other),
              Sketch::floats);
      if (made.isEmpty()) {
        return Optional.empty();
      }
      state = made.get(3);
    }
    return Optional.of(state);
  }

  /** What hands its input on, or only its shape. */
  private static Optional<Value> passed(Sketch s) {
    return s.pick(Value::isFloat)
        .flatMap(
            x -> {
              String op =
                  s.one(
                      List.of(
                          "Identity",
                          "StopGradient",
                          "PreventGradient",
                          "Snapshot",
                          "ZerosLike",
                          "OnesLike"));
              Bounds bounds =
                  switch (op) {
                    case "ZerosLike" -> Bounds.exact(0, 0);
                    case "OnesLike" -> Bounds.exact(1, 1);
                    default -> Bounds.of(x);
                  };
              return s.op(op, x.dims(), bounds, x);
            });
  }
}
