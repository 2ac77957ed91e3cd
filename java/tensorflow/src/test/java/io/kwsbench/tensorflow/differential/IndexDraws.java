package io.kwsbench.tensorflow.differential;

import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** Places and what stands there, other sizes, remainders, sums by letters, and nothing at all. */
final class IndexDraws {
  /** The engine has no more of the largest. */
  static final int MAX_TOP = 256;

  private IndexDraws() {}

  static final List<Draw> ALL =
      List.of(
          IndexDraws::oneHot,
          IndexDraws::gatherTuples,
          IndexDraws::top,
          IndexDraws::resize,
          IndexDraws::remainder,
          IndexDraws::wholeRemainder,
          IndexDraws::einsum,
          IndexDraws::empty);

  private static Optional<Value> oneHot(Sketch s) {
    List<Integer> dims = Shapes.random(s, s.number(0, 3));
    int depth = s.number(1, 5);
    int[] places = new int[Shapes.product(dims)];
    for (int i = 0; i < places.length; i++) {
      places[i] = s.number(-1, depth);
    }
    Value known = s.ints(dims, places);
    List<Value> fit =
        s.all(v -> v.type() == DType.INT32 && v.rank() < 4 && v.low() >= -5 && v.high() <= 9);
    Value index = fit.isEmpty() || s.chance(0.3) ? known : s.one(fit);
    int axis = s.number(-1, index.rank());
    List<Integer> all = new ArrayList<>(index.dims());
    all.add(axis < 0 ? index.rank() : axis, depth);
    float on = s.one(List.of(1f, 2.5f));
    float off = s.one(List.of(0f, -1f));
    return s.op(
        "OneHot",
        all,
        Bounds.exact(off, on),
        List.of(index, s.scalar(depth), s.constant(List.of(), on), s.constant(List.of(), off)),
        g -> g.type("TI", DataType.DT_INT32).attr("axis", axis));
  }

  private static Optional<Value> gatherTuples(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int depth = s.number(1, x.rank());
              List<Integer> outer = Shapes.random(s, s.number(0, 2));
              int n = Shapes.product(outer);
              int[] places = new int[n * depth];
              for (int i = 0; i < places.length; i++) {
                places[i] = s.number(0, x.dim(i % depth) - 1);
              }
              List<Integer> indexDims = new ArrayList<>(outer);
              indexDims.add(depth);
              List<Integer> dims = new ArrayList<>(outer);
              dims.addAll(x.dims().subList(depth, x.rank()));
              return s.op(
                  "GatherNd",
                  x.type(),
                  dims,
                  Bounds.of(x),
                  List.of(x, s.ints(indexDims, places)),
                  g -> g.type("Tparams", DataType.DT_FLOAT).type("Tindices", DataType.DT_INT32));
            });
  }

  /** The places of the largest; of equals the first comes first. */
  private static Optional<Value> top(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0 && v.error() == 0)
        .flatMap(
            x -> {
              int k = s.number(1, Math.min(MAX_TOP, x.dim(-1)));
              List<Integer> dims = Shapes.with(x.dims(), x.rank() - 1, k);
              return s.second(
                  "TopKV2", DType.INT32, dims, Bounds.exact(0, x.dim(-1)), x, s.scalar(k));
            });
  }

  private static Optional<Value> resize(Sketch s) {
    return WindowDraws.image(s)
        .flatMap(
            x -> {
              int h = s.number(1, 6);
              int w = s.number(1, 6);
              boolean corners = s.chance(0.4);
              boolean centers = !corners && s.chance(0.5);
              boolean smooth = s.chance(0.6);
              return s.op(
                  smooth ? "ResizeBilinear" : "ResizeNearestNeighbor",
                  List.of(x.dim(0), h, w, x.dim(3)),
                  smooth
                      ? Bounds.rounded(x.low(), x.high(), x.error() + x.most() * 2e-6)
                      : Bounds.of(x),
                  List.of(x, s.vector(List.of(h, w))),
                  g -> g.attr("align_corners", corners).attr("half_pixel_centers", centers));
            });
  }

  private static Optional<Value> remainder(Sketch s) {
    return s.pick(v -> v.isFloat() && v.error() == 0)
        .flatMap(
            x -> {
              double sign = s.chance(0.5) ? 1 : -1;
              Value y = s.constant(Shapes.spread(s, x.dims()), 0.3 * sign, 2 * sign);
              boolean floor = s.chance(0.5);
              double most = floor ? Math.ceil(x.most() / 0.3) + 1 : 2;
              Bounds bounds = floor ? Bounds.exact(-most, most) : Bounds.rounded(-most, most, 0);
              return ElementwiseDraws.of(s, floor ? "FloorDiv" : "FloorMod", x, y, bounds);
            });
  }

  private static Optional<Value> wholeRemainder(Sketch s) {
    return s.pick(v -> v.type() == DType.INT32)
        .flatMap(
            x -> {
              int by = s.one(List.of(-3, -2, -1, 1, 2, 3, 5));
              double most = Math.max(x.most(), 5);
              return s.op(
                  s.one(List.of("FloorDiv", "FloorMod")),
                  DType.INT32,
                  x.dims(),
                  Bounds.exact(-most, most),
                  List.of(x, s.scalar(by)),
                  g -> g.type("T", DataType.DT_INT32));
            });
  }

  /** Sums over letters: some of each alone, some of both, in any order. */
  private static Optional<Value> einsum(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() >= 1 && v.rank() <= 4 && v.most() < 20)
        .flatMap(
            x -> {
              String left = "abcd".substring(0, x.rank());
              List<Character> right = new ArrayList<>();
              List<Integer> dims = new ArrayList<>();
              for (int i = 0; i < x.rank(); i++) {
                if (s.chance(0.6)) {
                  right.add(left.charAt(i));
                }
              }
              if (s.chance(0.6)) {
                right.add('e');
              }
              Collections.shuffle(right, s.random());
              int e = s.number(1, 4);
              right.forEach(c -> dims.add(c == 'e' ? e : x.dim(left.indexOf(c))));
              List<Character> out = new ArrayList<>();
              int summed = 1;
              for (char c : (left + (right.contains('e') ? "e" : "")).toCharArray()) {
                // what one side alone has is kept
                boolean both = left.indexOf(c) >= 0 && right.contains(c);
                if (!both || s.chance(0.5)) {
                  out.add(c);
                } else {
                  summed *= x.dim(left.indexOf(c));
                }
              }
              if (s.chance(0.5)) {
                Collections.shuffle(out, s.random());
              }
              List<Integer> made =
                  out.stream().map(c -> c == 'e' ? e : x.dim(left.indexOf(c))).toList();
              Value w = WindowDraws.weights(s, summed, dims);
              String equation = left + "," + text(right) + "->" + text(out);
              return s.op(
                  "Einsum",
                  made,
                  Bounds.sums(x, summed, w.most()),
                  List.of(x, w),
                  g -> g.attr("N", 2).attr("equation", equation));
            });
  }

  private static String text(List<Character> letters) {
    StringBuilder text = new StringBuilder();
    letters.forEach(text::append);
    return text.toString();
  }

  /** A slice of nothing, and what comes of that. */
  private static Optional<Value> empty(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              List<Integer> size = Shapes.with(x.dims(), axis, 0);
              Value none =
                  s.inner(
                      "Slice",
                      size,
                      List.of(x, s.vector(Collections.nCopies(x.rank(), 0)), s.vector(size)),
                      g -> g.type("Index", DataType.DT_INT32));
              if (s.chance(0.3)) {
                none = s.inner(s.one(List.of("Neg", "Relu", "Tanh")), size, none);
              }
              if (s.chance(0.5)) {
                List<Value> parts = s.chance(0.5) ? List.of(none, x) : List.of(x, none);
                List<Value> inputs = new ArrayList<>(parts);
                inputs.add(s.scalar(axis));
                return s.op("ConcatV2", x.dims(), Bounds.of(x), inputs, g -> g.attr("N", 2));
              }
              boolean keep = s.chance(0.5);
              if (s.chance(0.5)) {
                return Optional.of(
                    s.end(
                        s.one(List.of("Max", "Min", "Mean")),
                        ReductionDraws.reduced(x, List.of(axis), keep),
                        0,
                        List.of(none, s.vector(List.of(axis))),
                        g -> g.attr("keep_dims", keep)));
              }
              return s.op(
                  s.one(List.of("Sum", "Prod")),
                  ReductionDraws.reduced(x, List.of(axis), keep),
                  Bounds.exact(0, 1),
                  List.of(none, s.vector(List.of(axis))),
                  g -> g.attr("keep_dims", keep));
            });
  }
}
