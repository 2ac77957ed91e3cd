package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Convolutions, pools, patches, blocks, batch norm and products, and what follows them in nets. */
final class WindowDraws {
  private WindowDraws() {}

  static final List<Draw> ALL =
      List.of(
          WindowDraws::convolution,
          WindowDraws::convolution,
          WindowDraws::depthwise,
          WindowDraws::separable,
          WindowDraws::pool,
          WindowDraws::batchNorm,
          WindowDraws::perChannel,
          WindowDraws::residual,
          WindowDraws::patches,
          WindowDraws::frames,
          WindowDraws::dilated,
          WindowDraws::blocks,
          WindowDraws::matMul,
          WindowDraws::matMul,
          WindowDraws::batchMatMul,
          WindowDraws::dense);

  /** An image: of a tensor that is one, or the elements of another. */
  static Optional<Value> image(Sketch s) {
    Optional<Value> image = s.pick(v -> v.isFloat() && v.rank() == 4 && v.most() < 60);
    if (image.isPresent() && s.chance(0.8)) {
      return image;
    }
    return s.pick(v -> v.isFloat() && v.rank() == 3 && v.most() < 60)
        .flatMap(
            x -> {
              List<Integer> dims = new ArrayList<>(x.dims());
              dims.add(s.number(0, 3), 1);
              return LayoutDraws.reshape(s, x, dims);
            });
  }

  static int after(int in, int kernel, int stride, int dilation, String padding) {
    int field = (kernel - 1) * dilation + 1;
    return padding.equals("SAME") ? (in + stride - 1) / stride : (in - field) / stride + 1;
  }

  static Value weights(Sketch s, int taps, List<Integer> dims) {
    double most = 1 / Math.sqrt(taps);
    return s.constant(dims, -most, most);
  }

  private static Optional<Value> convolution(Sketch s) {
    return image(s).flatMap(x -> convolution(s, x, s.number(1, 5)));
  }

  static Optional<Value> convolution(Sketch s, Value x, int channels) {
    boolean pointwise = s.chance(0.25);
    int kh = pointwise ? 1 : s.number(1, Math.min(3, x.dim(1)));
    int kw = pointwise ? 1 : s.number(1, Math.min(4, x.dim(2)));
    int stride = s.chance(0.7) ? 1 : 2;
    String padding = s.one(List.of("SAME", "VALID"));
    boolean roomy = (kh - 1) * 2 < x.dim(1) && (kw - 1) * 2 < x.dim(2);
    int dilation = stride == 1 && roomy && s.chance(0.25) ? 2 : 1;
    int taps = kh * kw * x.dim(3);
    Value w = weights(s, taps, List.of(kh, kw, x.dim(3), channels));
    return s.op(
        "Conv2D",
        List.of(
            x.dim(0),
            after(x.dim(1), kh, stride, dilation, padding),
            after(x.dim(2), kw, stride, dilation, padding),
            channels),
        Bounds.sums(x, taps, w.most()),
        List.of(x, w),
        g ->
            g.attr("strides", new long[] {1, stride, stride, 1})
                .attr("dilations", new long[] {1, dilation, dilation, 1})
                .attr("padding", padding));
  }

  private static Optional<Value> depthwise(Sketch s) {
    return image(s).flatMap(x -> depthwise(s, x));
  }

  static Optional<Value> depthwise(Sketch s, Value x) {
    int kh = s.number(1, Math.min(3, x.dim(1)));
    int kw = s.number(1, Math.min(3, x.dim(2)));
    int stride = s.chance(0.7) ? 1 : 2;
    int multiplier = s.chance(0.7) ? 1 : 2;
    String padding = s.one(List.of("SAME", "VALID"));
    Value w = weights(s, kh * kw, List.of(kh, kw, x.dim(3), multiplier));
    return s.op(
        "DepthwiseConv2dNative",
        List.of(
            x.dim(0),
            after(x.dim(1), kh, stride, 1, padding),
            after(x.dim(2), kw, stride, 1, padding),
            x.dim(3) * multiplier),
        Bounds.sums(x, kh * kw, w.most()),
        List.of(x, w),
        g -> g.attr("strides", new long[] {1, stride, stride, 1}).attr("padding", padding));
  }

  /** A depthwise convolution, what may stand between, a pointwise one. */
  private static Optional<Value> separable(Sketch s) {
    Optional<Value> between = image(s).flatMap(x -> depthwise(s, x));
    if (between.isPresent() && s.chance(0.5)) {
      between = perChannel(s, between.get()).or(() -> Optional.empty());
    }
    if (between.isPresent() && s.chance(0.4)) {
      between = ElementwiseDraws.unary(s, s.one(List.of("Relu", "Tanh", "Neg")), between.get());
    }
    return between.flatMap(
        x -> {
          int out = s.number(1, 4);
          Value w = weights(s, x.dim(3), List.of(1, 1, x.dim(3), out));
          return s.op(
              "Conv2D",
              Shapes.with(x.dims(), 3, out),
              Bounds.sums(x, x.dim(3), w.most()),
              List.of(x, w),
              g -> g.attr("strides", new long[] {1, 1, 1, 1}).attr("padding", "SAME"));
        });
  }

  private static Optional<Value> pool(Sketch s) {
    return image(s)
        .flatMap(
            x -> {
              int kh = s.number(1, Math.min(3, x.dim(1)));
              int kw = s.number(1, Math.min(3, x.dim(2)));
              int sh = s.number(1, 2);
              int sw = s.number(1, 2);
              String padding = s.one(List.of("SAME", "VALID"));
              boolean average = s.chance(0.5);
              return s.op(
                  average ? "AvgPool" : "MaxPool",
                  List.of(
                      x.dim(0),
                      after(x.dim(1), kh, sh, 1, padding),
                      after(x.dim(2), kw, sw, 1, padding),
                      x.dim(3)),
                  average ? Bounds.rounded(x.low(), x.high(), x.error()) : Bounds.of(x),
                  List.of(x),
                  g ->
                      g.attr("ksize", new long[] {1, kh, kw, 1})
                          .attr("strides", new long[] {1, sh, sw, 1})
                          .attr("padding", padding));
            });
  }

  private static Optional<Value> batchNorm(Sketch s) {
    return image(s)
        .flatMap(
            x -> {
              List<Integer> channels = List.of(x.dim(3));
              Value gamma = s.constant(channels, 0.5, 1.5);
              Value beta = s.constant(channels, -1, 1);
              Value mean = s.constant(channels, -1, 1);
              Value variance = s.constant(channels, 0.3, 2);
              double most = 3 * (x.most() + 1) + 1;
              Bounds bounds = Bounds.rounded(-most, most, 3 * x.error());
              String op = s.one(List.of("FusedBatchNorm", "FusedBatchNormV3"));
              return s.op(
                  op,
                  x.dims(),
                  bounds,
                  List.of(x, gamma, beta, mean, variance),
                  g ->
                      (op.endsWith("V3") ? g.type("U", Sketch.proto(x.type())) : g)
                          .attr("epsilon", 0.001f)
                          .attr("is_training", false));
            });
  }

  /** A scale, a shift or both for every channel of an image or a matrix. */
  private static Optional<Value> perChannel(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() >= 2).flatMap(x -> perChannel(s, x));
  }

  private static Optional<Value> perChannel(Sketch s, Value x) {
    String op = s.one(List.of("Mul", "Add", "Sub", "RealDiv"));
    // on purpose not always along the channels
    int n = x.dim(s.chance(0.85) ? -1 : s.number(0, x.rank() - 1));
    Value row = s.constant(n == x.dim(-1) ? List.of(n) : List.of(n, 1), 0.5, 1.5);
    if (Shapes.broadcast(x.dims(), row.dims()).isEmpty()) {
      return Optional.empty();
    }
    boolean turned = !op.equals("RealDiv") && s.chance(0.3);
    return ElementwiseDraws.of(s, op, turned ? row : x, turned ? x : row);
  }

  /** A convolution, and its input or another tensor of its shape added. */
  private static Optional<Value> residual(Sketch s) {
    Optional<Value> image = image(s);
    Optional<Value> made = image.flatMap(x -> convolution(s, x, x.dim(3)));
    return made.flatMap(
        y -> {
          List<Value> fit = s.all(v -> v.isFloat() && v.dims().equals(y.dims()));
          Value other = s.one(fit);
          String op = s.one(List.of("Add", "Add", "Sub", "Mul"));
          return s.chance(0.5)
              ? ElementwiseDraws.of(s, op, y, other)
              : ElementwiseDraws.of(s, op, other, y);
        });
  }

  private static Optional<Value> patches(Sketch s) {
    return image(s).flatMap(x -> patches(s, x, s.number(1, Math.min(2, x.dim(1)))));
  }

  private static Optional<Value> patches(Sketch s, Value x, int kh) {
    int kw = s.number(1, Math.min(4, x.dim(2)));
    int stride = s.number(1, 3);
    String padding = s.one(List.of("SAME", "VALID"));
    return s.op(
        "ExtractImagePatches",
        List.of(
            x.dim(0),
            after(x.dim(1), kh, stride, 1, padding),
            after(x.dim(2), kw, stride, 1, padding),
            kh * kw * x.dim(3)),
        Bounds.of(x).or(Bounds.exact(0, 0)),
        List.of(x),
        g ->
            g.attr("ksizes", new long[] {1, kh, kw, 1})
                .attr("strides", new long[] {1, stride, stride, 1})
                .attr("rates", new long[] {1, 1, 1, 1})
                .attr("padding", padding));
  }

  /** Frames of a line and a convolution over them, or over something of their size. */
  private static Optional<Value> frames(Sketch s) {
    return s.pick(v -> v.isFloat() && v.elements() >= 12 && v.most() < 60)
        .flatMap(
            x -> {
              int channels = x.elements() % 2 == 0 && s.chance(0.4) ? 2 : 1;
              int batch = x.elements() % 3 == 0 && s.chance(0.3) ? 3 : 1;
              List<Integer> line =
                  x.elements() % (channels * batch) == 0
                      ? List.of(batch, 1, x.elements() / channels / batch, channels)
                      : List.of(1, 1, x.elements(), 1);
              return LayoutDraws.reshape(s, x, line);
            })
        .flatMap(x -> patches(s, x, 1))
        .flatMap(
            x ->
                s.chance(0.25)
                    ? LayoutDraws.reshape(s, x, List.of(1, 1, x.dim(0) * x.dim(2), x.dim(3)))
                    : Optional.of(x))
        .flatMap(x -> convolution(s, x, 2));
  }

  /** A convolution between blocks: dilated, or nearly. */
  private static Optional<Value> dilated(Sketch s) {
    return image(s)
        .flatMap(
            x -> {
              int bh = s.number(1, 2);
              int bw = s.number(1, 3);
              int top = s.number(0, 2);
              int left = s.number(0, 2);
              int bottom = Math.floorMod(-(x.dim(1) + top), bh);
              int right = Math.floorMod(-(x.dim(2) + left), bw) + (s.chance(0.3) ? bw : 0);
              return toBatch(s, x, bh, bw, List.of(top, bottom, left, right))
                  .flatMap(y -> between(s, y))
                  .flatMap(y -> toSpace(s, y, bh, bw));
            });
  }

  /** What stands between the blocks; sometimes the pixels are seen as others. */
  private static Optional<Value> between(Sketch s, Value x) {
    Value seen = x;
    if (s.chance(0.2)) {
      List<Integer> d = x.dims();
      seen = LayoutDraws.reshape(s, x, List.of(d.get(0), d.get(2), d.get(1), d.get(3))).orElse(x);
    }
    return s.chance(0.6) ? convolution(s, seen, s.number(1, 3)) : depthwise(s, seen);
  }

  static Optional<Value> toBatch(Sketch s, Value x, int bh, int bw, List<Integer> pads) {
    int h = (x.dim(1) + pads.get(0) + pads.get(1)) / bh;
    int w = (x.dim(2) + pads.get(2) + pads.get(3)) / bw;
    int[] all = pads.stream().mapToInt(Integer::intValue).toArray();
    return s.op(
        "SpaceToBatchND",
        List.of(x.dim(0) * bh * bw, h, w, x.dim(3)),
        Bounds.of(x).or(Bounds.exact(0, 0)),
        x,
        s.vector(List.of(bh, bw)),
        s.ints(List.of(2, 2), all));
  }

  static Optional<Value> toSpace(Sketch s, Value x, int bh, int bw) {
    if (x.dim(0) % (bh * bw) != 0) {
      return Optional.empty();
    }
    int h = x.dim(1) * bh;
    int w = x.dim(2) * bw;
    int top = s.chance(0.8) ? 0 : s.number(0, Math.min(1, h - 1));
    int right = s.number(0, Math.min(2, w - 1));
    return s.op(
        "BatchToSpaceND",
        List.of(x.dim(0) / bh / bw, h - top, w - right, x.dim(3)),
        Bounds.of(x),
        x,
        s.vector(List.of(bh, bw)),
        s.ints(List.of(2, 2), top, 0, 0, right));
  }

  private static Optional<Value> blocks(Sketch s) {
    Optional<Value> many = s.pick(v -> v.isFloat() && v.rank() == 4 && v.dim(0) % 2 == 0);
    if (many.isPresent() && s.chance(0.5)) {
      return toSpace(s, many.get(), 1, 2);
    }
    return image(s).flatMap(x -> toBatch(s, x, 1, 2, List.of(0, 0, 0, x.dim(2) % 2)));
  }

  private static Optional<Value> matrix(Sketch s) {
    Optional<Value> matrix = s.pick(v -> v.isFloat() && v.rank() == 2 && v.most() < 60);
    if (matrix.isPresent() && s.chance(0.7)) {
      return matrix;
    }
    return s.pick(v -> v.isFloat() && v.rank() >= 1 && v.most() < 60)
        .flatMap(x -> LayoutDraws.reshape(s, x, List.of(x.elements() / x.dim(-1), x.dim(-1))));
  }

  private static Optional<Value> dense(Sketch s) {
    return matrix(s).flatMap(x -> product(s, x, false, true));
  }

  private static Optional<Value> matMul(Sketch s) {
    return matrix(s).flatMap(x -> product(s, x, s.chance(0.3), s.chance(0.5)));
  }

  static Optional<Value> product(Sketch s, Value a, boolean turnedA, boolean constant) {
    int m = a.dim(turnedA ? 1 : 0);
    int k = a.dim(turnedA ? 0 : 1);
    List<Value> fit =
        s.all(v -> v.isFloat() && v.rank() == 2 && v.dims().contains(k) && v.most() < 3);
    boolean known = constant || fit.isEmpty();
    Value b = known ? weights(s, k, List.of(k, s.number(1, 6))) : s.one(fit);
    boolean turnedB = known ? false : b.dim(0) != k || b.dim(1) == k && s.chance(0.5);
    if (known && s.chance(0.3)) {
      turnedB = true;
      b = weights(s, k, List.of(s.number(1, 6), k));
    }
    boolean turned = turnedB;
    int n = b.dim(turned ? 0 : 1);
    Bounds sums = Bounds.sums(a, k, b.most());
    Bounds bounds = new Bounds(sums.low(), sums.high(), sums.error() + k * a.most() * b.error());
    return s.op(
        "MatMul",
        List.of(m, n),
        bounds,
        List.of(a, b),
        g -> g.attr("transpose_a", turnedA).attr("transpose_b", turned));
  }

  /** A matrix times weights. */
  static Optional<Value> productWith(Sketch s, Value a, Value w) {
    return s.op(
        "MatMul",
        List.of(a.dim(0), w.dim(1)),
        Bounds.sums(a, a.dim(1), w.most()),
        List.of(a, w),
        g -> g.attr("transpose_a", false).attr("transpose_b", false));
  }

  private static Optional<Value> batchMatMul(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() >= 3 && v.most() < 60)
        .flatMap(
            a -> {
              boolean turnedA = s.chance(0.3);
              boolean turnedB = s.chance(0.3);
              int m = a.dim(turnedA ? -1 : -2);
              int k = a.dim(turnedA ? -2 : -1);
              int n = s.number(1, 4);
              List<Integer> outer = a.dims().subList(0, a.rank() - 2);
              List<Integer> dims = new ArrayList<>(s.chance(0.5) ? outer : List.of());
              dims.addAll(turnedB ? List.of(n, k) : List.of(k, n));
              Value b = weights(s, k, dims);
              List<Integer> out = new ArrayList<>(outer);
              out.addAll(List.of(m, n));
              return s.op(
                  "BatchMatMulV2",
                  out,
                  Bounds.sums(a, k, b.most()),
                  List.of(a, b),
                  g -> g.attr("adj_x", turnedA).attr("adj_y", turnedB));
            });
  }
}
