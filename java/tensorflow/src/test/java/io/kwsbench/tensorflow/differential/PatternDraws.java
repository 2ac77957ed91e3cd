package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** What the compiler rewrites, node by node as nets have it, and what nearly is that. */
final class PatternDraws {
  private PatternDraws() {}

  static final List<Draw> ALL =
      List.of(
          PatternDraws::norm,
          PatternDraws::norm,
          PatternDraws::bounded,
          PatternDraws::padded,
          PatternDraws::joined,
          PatternDraws::joined,
          PatternDraws::flattened,
          PatternDraws::pooled,
          PatternDraws::dilated,
          PatternDraws::line);

  /** An image as wide as it has channels more often than not. */
  private static Value image(Sketch s) {
    int same = s.number(2, 4);
    List<Integer> dims = new ArrayList<>(List.of(s.number(1, 2)));
    for (int i = 0; i < 3; i++) {
      dims.add(s.chance(0.6) ? same : s.number(1, 5));
    }
    return s.feed(dims, -2, 2);
  }

  /** A convolution of as many channels as its input has, or a product. */
  private static Optional<Value> weighted(Sketch s) {
    Value x = image(s);
    double drawn = s.random().nextDouble();
    if (drawn < 0.4) {
      return WindowDraws.convolution(s, x, x.dim(3));
    }
    if (drawn < 0.7) {
      return WindowDraws.depthwise(s, x);
    }
    int n = s.number(2, 4);
    return LayoutDraws.reshape(s, x, List.of(x.elements() / x.dim(3), x.dim(3)))
        .flatMap(m -> WindowDraws.product(s, m, false, true));
  }

  /** Scales and shifts by rows, columns, pixels and all, some of them turned. */
  private static Optional<Value> norm(Sketch s) {
    Optional<Value> made = weighted(s);
    for (int i = s.number(1, 4); i > 0 && made.isPresent(); i--) {
      Value x = made.get();
      Value by = s.constant(spread(s, x.dims()), 0.3, 1.5);
      String op = s.one(List.of("Mul", "Mul", "Add", "Add", "Sub", "RealDiv"));
      boolean turned = !op.equals("RealDiv") && s.chance(0.3);
      made = ElementwiseDraws.of(s, op, turned ? by : x, turned ? x : by).or(() -> Optional.of(x));
      if (s.chance(0.2)) {
        Value y = made.get();
        made = ElementwiseDraws.unary(s, s.one(List.of("Relu", "Neg", "Tanh")), y);
      }
    }
    return made;
  }

  private static List<Integer> spread(Sketch s, List<Integer> dims) {
    double drawn = s.random().nextDouble();
    int last = dims.size() - 1;
    if (drawn < 0.4) {
      return List.of(dims.get(last));
    }
    if (drawn < 0.5) {
      return List.of();
    }
    if (drawn < 0.7) {
      return List.of(dims.get(last - 1), 1);
    }
    return Shapes.spread(s, dims);
  }

  /** A function between two bounds in every spelling, with bounds that are turned or no numbers. */
  private static Optional<Value> bounded(Sketch s) {
    Optional<Value> picked = s.chance(0.4) ? weighted(s) : s.pick(Value::isFloat);
    if (picked.isEmpty()) {
      return picked;
    }
    Value x = picked.get();
    if (s.chance(0.4)) {
      x = ElementwiseDraws.unary(s, s.one(List.of("Relu", "Relu6", "Abs")), x).orElse(x);
    }
    if (s.chance(0.25)) {
      return odd(s, x);
    }
    Optional<Value> made = Optional.of(x);
    for (int i = s.number(1, 3); i > 0 && made.isPresent(); i--) {
      Value y = made.get();
      List<Integer> dims =
          s.chance(0.7) ? List.of() : spread(s, y.rank() < 2 ? List.of(1, 1) : y.dims());
      Value bound =
          dims.isEmpty()
              ? s.constant(dims, s.one(List.of(0f, 6f, 1f, -1f, 0.5f, 20f)))
              : s.constant(dims, -1, 6);
      boolean turned = s.chance(0.3);
      String op = s.one(List.of("Maximum", "Minimum"));
      made = ElementwiseDraws.of(s, op, turned ? bound : y, turned ? y : bound);
    }
    return made;
  }

  /** Bounds that are infinite or NaN: nothing goes on from there. */
  private static Optional<Value> odd(Sketch s, Value x) {
    Value a = s.constant(List.of(), oddNumber(s));
    Value b = s.constant(List.of(), oddNumber(s));
    if (s.chance(0.4)) {
      return Optional.of(s.end("ClipByValue", x.dims(), x.error(), List.of(x, a, b), g -> g));
    }
    List<Value> sides = s.chance(0.5) ? List.of(x, a) : List.of(a, x);
    Value y = s.end(s.one(List.of("Maximum", "Minimum")), x.dims(), x.error(), sides, g -> g);
    return Optional.of(
        s.end(s.one(List.of("Maximum", "Minimum")), x.dims(), x.error(), List.of(y, b), g -> g));
  }

  private static float oddNumber(Sketch s) {
    return s.one(
        List.of(
            0f,
            -0f,
            6f,
            -1f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE));
  }

  /** Pads, of zeros or others and not always of height and width, before a window. */
  private static Optional<Value> padded(Sketch s) {
    Value x = image(s);
    List<Integer> pads = new ArrayList<>();
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean likely = i == 1 || i == 2;
      int before = s.chance(likely ? 0.6 : 0.1) ? s.number(1, 2) : 0;
      int after = s.chance(likely ? 0.6 : 0.1) ? s.number(1, 2) : 0;
      pads.addAll(List.of(before, after));
      dims.add(before + x.dim(i) + after);
    }
    Value all = LayoutDraws.matrix(s, pads);
    float fill = s.one(List.of(0f, 0f, 1f, -1f));
    Optional<Value> padded =
        s.chance(0.5)
            ? s.op("Pad", dims, Bounds.of(x), x, all)
            : s.op("PadV2", dims, Bounds.of(x), x, all, s.constant(List.of(), fill));
    return padded.flatMap(
        y ->
            s.chance(0.6)
                ? WindowDraws.convolution(s, y, s.number(1, 4))
                : WindowDraws.depthwise(s, y));
  }

  /** Slices of one tensor at even distances, or nearly, joined along the same axis or another. */
  private static Optional<Value> joined(Sketch s) {
    Optional<Value> picked = s.pick(v -> v.isFloat() && v.rank() >= 1 && v.dim(0) > 1);
    Value x = picked.isPresent() && s.chance(0.5) ? picked.get() : image(s);
    int axis = s.chance(0.6) ? 0 : s.number(0, x.rank() - 1);
    int dim = x.dim(axis);
    int width = s.number(1, Math.max(1, dim / 2));
    int from = s.number(0, dim - width);
    int by = s.one(List.of(width, width, 1, -1, -width, 0, 2));
    List<Value> parts = new ArrayList<>();
    for (int at = from; at >= 0 && at + width <= dim && parts.size() < 5; at += by) {
      slice(s, x, axis, s.chance(0.1) ? s.number(0, dim - width) : at, width).ifPresent(parts::add);
    }
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    if (s.chance(0.15)) {
      Collections.shuffle(parts, s.random());
    }
    if (s.chance(0.3)) {
      List<Integer> dims = new ArrayList<>(parts.get(0).dims());
      int place = s.number(0, dims.size());
      dims.add(place, parts.size());
      return s.op(
          "Pack",
          dims,
          Bounds.any(parts),
          parts,
          g -> g.attr("N", parts.size()).attr("axis", place));
    }
    return JoinDraws.concat(s, parts, s.chance(0.6) ? axis : s.number(0, x.rank() - 1));
  }

  private static Optional<Value> slice(Sketch s, Value x, int axis, int from, int width) {
    List<Integer> begin = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    begin.set(axis, from);
    List<Integer> size = Shapes.with(x.dims(), axis, width);
    return s.op(
        "Slice",
        size,
        Bounds.of(x),
        List.of(x, s.vector(begin), s.vector(size)),
        g -> g.type("Index", DataType.DT_INT32));
  }

  /** A convolution, perhaps turned over, its pixels in a line, a product. */
  private static Optional<Value> flattened(Sketch s) {
    Optional<Value> made = weighted(s);
    if (made.isPresent() && made.get().rank() == 4 && s.chance(0.4)) {
      Value x = made.get();
      List<Integer> order =
          s.one(List.of(List.of(0, 2, 1, 3), List.of(0, 3, 1, 2), List.of(0, 1, 3, 2)));
      List<Integer> dims = order.stream().map(x::dim).toList();
      made = s.op("Transpose", dims, Bounds.of(x), x, s.vector(order));
    }
    return made.flatMap(
            x -> {
              int rows = s.chance(0.7) ? x.dim(0) : x.dim(0) * x.dim(1);
              return LayoutDraws.reshape(s, x, List.of(rows, x.elements() / rows));
            })
        .flatMap(x -> WindowDraws.product(s, x, false, true));
  }

  /** A mean over the pixels, or nearly, then what nets have there. */
  private static Optional<Value> pooled(Sketch s) {
    return weighted(s)
        .filter(x -> x.rank() == 4)
        .flatMap(
            x -> {
              List<Integer> axes =
                  s.one(
                      List.of(
                          List.of(1, 2),
                          List.of(1, 2),
                          List.of(2, 1),
                          List.of(0, 1),
                          List.of(2, 3),
                          List.of(1),
                          List.of(2),
                          List.of(1, 3)));
              String op = s.one(List.of("Mean", "Mean", "Mean", "Sum", "Max"));
              return ReductionDraws.reduce(s, op, x, axes, s.chance(0.5));
            })
        .flatMap(
            x ->
                s.chance(0.5) || x.rank() < 1
                    ? Optional.of(x)
                    : LayoutDraws.reshape(s, x, List.of(x.elements() / x.dim(-1), x.dim(-1)))
                        .flatMap(m -> WindowDraws.product(s, m, false, true)));
  }

  /** A window between blocks, where the blocks' pixels are perhaps seen as others. */
  private static Optional<Value> dilated(Sketch s) {
    Value x = image(s);
    int bh = s.number(1, 2);
    int bw = s.number(1, 3);
    int top = s.number(0, 1);
    int left = s.number(0, 1);
    int bottom = Math.floorMod(-(x.dim(1) + top), bh);
    int right = Math.floorMod(-(x.dim(2) + left), bw);
    return WindowDraws.toBatch(s, x, bh, bw, List.of(top, bottom, left, right))
        .map(y -> s.chance(0.4) ? seen(s, y) : y)
        .flatMap(
            y ->
                s.chance(0.5)
                    ? WindowDraws.convolution(s, y, s.number(1, 3))
                    : WindowDraws.depthwise(s, y))
        .map(y -> s.chance(0.3) ? seen(s, y) : y)
        .flatMap(y -> WindowDraws.toSpace(s, y, bh, bw));
  }

  /** The same elements with two neighboring axes' sizes swapped. */
  private static Value seen(Sketch s, Value x) {
    int axis = s.number(0, 1);
    List<Integer> dims = new ArrayList<>(x.dims());
    Collections.swap(dims, axis, axis + 1);
    return LayoutDraws.reshape(s, x, dims).orElse(x);
  }

  /** A convolution of one dimension: a new axis, the convolution, the axis gone. */
  private static Optional<Value> line(Sketch s) {
    Value x = s.feed(List.of(s.number(1, 2), s.number(1, 8), s.number(1, 4)), -2, 2);
    int axis = s.number(1, 2);
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.add(axis, 1);
    return s.op("ExpandDims", dims, Bounds.of(x), x, s.scalar(s.chance(0.3) ? axis - 4 : axis))
        .flatMap(y -> WindowDraws.convolution(s, y, s.number(1, 4)))
        .filter(y -> y.dim(axis) == 1)
        .flatMap(
            y ->
                s.op(
                    "Squeeze",
                    Shapes.without(y.dims(), axis),
                    Bounds.of(y),
                    List.of(y),
                    g -> g.attr("squeeze_dims", new long[] {axis})))
        .flatMap(
            y -> {
              Value bias = s.constant(List.of(y.dim(-1)), -1, 1);
              return ElementwiseDraws.of(s, s.one(List.of("Add", "Mul")), y, bias);
            })
        .flatMap(y -> ElementwiseDraws.unary(s, "Relu", y));
  }
}
