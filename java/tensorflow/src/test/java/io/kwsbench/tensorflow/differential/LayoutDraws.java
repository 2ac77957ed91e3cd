package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;

/** Ops that only move elements. */
final class LayoutDraws {
  private LayoutDraws() {}

  static final List<Draw> ALL =
      List.of(
          LayoutDraws::reshape,
          LayoutDraws::reshape,
          LayoutDraws::line,
          LayoutDraws::transpose,
          LayoutDraws::slice,
          LayoutDraws::slice,
          LayoutDraws::stridedSlice,
          LayoutDraws::stridedSlice,
          LayoutDraws::pad,
          LayoutDraws::mirrorPad,
          LayoutDraws::gather,
          LayoutDraws::tile,
          LayoutDraws::broadcastTo,
          LayoutDraws::reverse,
          LayoutDraws::reverseSequence,
          LayoutDraws::expand,
          LayoutDraws::squeeze,
          LayoutDraws::blocks);

  static Optional<Value> any(Sketch s, int rank) {
    return s.pick(v -> v.isFloat() && v.rank() >= rank);
  }

  /** The same elements in another shape of as many. */
  static Optional<Value> reshape(Sketch s) {
    return any(s, 0)
        .flatMap(
            x -> {
              List<Integer> dims = new ArrayList<>();
              int left = x.elements();
              for (int i = s.number(0, 3); i > 0 && left > 1; i--) {
                int size = left;
                List<Integer> parts =
                    IntStream.rangeClosed(1, size).filter(d -> size % d == 0).boxed().toList();
                int part = s.one(parts);
                dims.add(part);
                left /= part;
              }
              dims.add(left);
              Collections.shuffle(dims, s.random());
              return reshape(s, x, dims);
            });
  }

  static Optional<Value> reshape(Sketch s, Value x, List<Integer> dims) {
    return s.op("Reshape", dims, Bounds.of(x), x, s.vector(dims));
  }

  private static Optional<Value> line(Sketch s) {
    return any(s, 2).flatMap(x -> reshape(s, x, List.of(x.elements())));
  }

  private static Optional<Value> transpose(Sketch s) {
    return any(s, 2)
        .flatMap(
            x -> {
              List<Integer> order = new ArrayList<>();
              IntStream.range(0, x.rank()).forEach(order::add);
              Collections.shuffle(order, s.random());
              List<Integer> dims = order.stream().map(x::dim).toList();
              return s.op("Transpose", dims, Bounds.of(x), x, s.vector(order));
            });
  }

  private static Optional<Value> slice(Sketch s) {
    return any(s, 1).flatMap(x -> slice(s, x));
  }

  private static Optional<Value> slice(Sketch s, Value x) {
    List<Integer> begin = new ArrayList<>();
    List<Integer> size = new ArrayList<>();
    for (int dim : x.dims()) {
      int from = s.chance(0.5) ? 0 : s.number(0, dim - 1);
      begin.add(from);
      size.add(s.chance(0.4) ? dim - from : s.number(1, dim - from));
    }
    return s.op(
        "Slice",
        size,
        Bounds.of(x),
        List.of(x, s.vector(begin), s.vector(size)),
        g -> g.type("Index", DataType.DT_INT32));
  }

  private static Optional<Value> stridedSlice(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              List<Integer> begin = new ArrayList<>();
              List<Integer> end = new ArrayList<>();
              List<Integer> step = new ArrayList<>();
              List<Integer> dims = new ArrayList<>();
              int beginMask = 0;
              int endMask = 0;
              int shrink = 0;
              int axes = s.number(1, x.rank());
              for (int i = 0; i < x.rank(); i++) {
                int dim = x.dim(i);
                if (i >= axes) {
                  dims.add(dim);
                  continue;
                }
                int from = s.number(0, dim - 1);
                if (s.chance(0.25)) {
                  begin.add(from);
                  end.add(from + 1);
                  step.add(1);
                  shrink |= 1 << i;
                  continue;
                }
                int by = s.one(List.of(1, 1, 2, 3, -1, -1, -2));
                boolean all = s.chance(0.4);
                from = all ? (by > 0 ? 0 : dim - 1) : from;
                beginMask |= all ? 1 << i : 0;
                int most = by > 0 ? dim - from : from + 1;
                int span = s.number(1, most);
                boolean toEnd = s.chance(0.5);
                span = toEnd ? most : span;
                // the element before the first cannot be told by a number
                boolean masked = toEnd || by < 0 && from - span < 0;
                endMask |= masked ? 1 << i : 0;
                begin.add(s.chance(0.3) ? from - dim : from);
                end.add(by > 0 ? from + span : Math.max(0, from - span));
                step.add(by);
                int magnitude = Math.abs(by);
                dims.add((span + magnitude - 1) / magnitude);
              }
              int first = beginMask;
              int last = endMask;
              int gone = shrink;
              return s.op(
                  "StridedSlice",
                  dims,
                  Bounds.of(x),
                  List.of(x, s.vector(begin), s.vector(end), s.vector(step)),
                  g ->
                      g.type("Index", DataType.DT_INT32)
                          .attr("begin_mask", first)
                          .attr("end_mask", last)
                          .attr("shrink_axis_mask", gone));
            });
  }

  private static Optional<Value> pad(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              List<Integer> pads = new ArrayList<>();
              List<Integer> dims = new ArrayList<>();
              for (int dim : x.dims()) {
                int before = s.chance(0.5) ? 0 : s.number(1, 2);
                int after = s.chance(0.5) ? 0 : s.number(1, 2);
                pads.addAll(List.of(before, after));
                dims.add(before + dim + after);
              }
              Value all = matrix(s, pads);
              if (s.chance(0.5)) {
                return s.op("Pad", dims, Bounds.of(x).or(Bounds.exact(0, 0)), x, all);
              }
              Value fill = s.constant(List.of(), -1, 1);
              return s.op("PadV2", dims, Bounds.any(List.of(x, fill)), x, all, fill);
            });
  }

  static Value matrix(Sketch s, List<Integer> pairs) {
    return s.ints(
        List.of(pairs.size() / 2, 2), pairs.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Optional<Value> mirrorPad(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              String mode = s.one(List.of("REFLECT", "SYMMETRIC"));
              List<Integer> pads = new ArrayList<>();
              List<Integer> dims = new ArrayList<>();
              for (int dim : x.dims()) {
                int most = Math.min(3, mode.equals("REFLECT") ? dim - 1 : dim);
                int before = s.number(0, most);
                int after = s.number(0, most);
                pads.addAll(List.of(before, after));
                dims.add(before + dim + after);
              }
              return s.op(
                  "MirrorPad",
                  dims,
                  Bounds.of(x),
                  List.of(x, matrix(s, pads)),
                  g -> g.attr("mode", mode));
            });
  }

  private static Optional<Value> gather(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              List<Integer> indexDims = Shapes.random(s, s.number(0, 2));
              int[] places = new int[Shapes.product(indexDims)];
              for (int i = 0; i < places.length; i++) {
                places[i] = s.number(0, x.dim(axis) - 1);
              }
              List<Integer> dims = new ArrayList<>(x.dims().subList(0, axis));
              dims.addAll(indexDims);
              dims.addAll(x.dims().subList(axis + 1, x.rank()));
              return s.op(
                  "GatherV2",
                  x.type(),
                  dims,
                  Bounds.of(x),
                  List.of(x, s.ints(indexDims, places), s.scalar(axis)),
                  g ->
                      g.type("Tparams", DataType.DT_FLOAT)
                          .type("Tindices", DataType.DT_INT32)
                          .type("Taxis", DataType.DT_INT32));
            });
  }

  private static Optional<Value> tile(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              List<Integer> times = new ArrayList<>();
              List<Integer> dims = new ArrayList<>();
              for (int dim : x.dims()) {
                times.add(s.chance(0.6) ? 1 : s.number(2, 3));
                dims.add(dim * times.get(times.size() - 1));
              }
              return s.op("Tile", dims, Bounds.of(x), x, s.vector(times));
            });
  }

  private static Optional<Value> broadcastTo(Sketch s) {
    return s.pick(v -> v.isFloat() && (v.rank() == 0 || v.dims().contains(1)))
        .flatMap(
            x -> {
              List<Integer> dims = new ArrayList<>();
              x.dims().forEach(dim -> dims.add(dim == 1 ? s.number(1, 4) : dim));
              if (s.chance(0.4)) {
                dims.add(0, s.number(1, 3));
              }
              return s.op("BroadcastTo", dims, Bounds.of(x), x, s.vector(dims));
            });
  }

  private static Optional<Value> reverse(Sketch s) {
    return any(s, 1)
        .flatMap(
            x -> {
              List<Integer> axes =
                  IntStream.range(0, x.rank()).filter(i -> s.chance(0.5)).boxed().toList();
              return s.op("ReverseV2", x.dims(), Bounds.of(x), x, s.vector(axes));
            });
  }

  private static Optional<Value> reverseSequence(Sketch s) {
    return any(s, 2)
        .flatMap(
            x -> {
              int batch = s.number(0, x.rank() - 1);
              int axis = (batch + s.number(1, x.rank() - 1)) % x.rank();
              int[] lengths = new int[x.dim(batch)];
              java.util.Arrays.fill(lengths, s.number(0, x.dim(axis)));
              return s.op(
                  "ReverseSequence",
                  x.dims(),
                  Bounds.of(x),
                  List.of(x, s.ints(List.of(lengths.length), lengths)),
                  g ->
                      g.type("Tlen", DataType.DT_INT32)
                          .attr("seq_dim", axis)
                          .attr("batch_dim", batch));
            });
  }

  private static Optional<Value> expand(Sketch s) {
    return any(s, 0)
        .filter(x -> x.rank() < 5)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank());
              List<Integer> dims = new ArrayList<>(x.dims());
              dims.add(axis, 1);
              return s.op("ExpandDims", dims, Bounds.of(x), x, s.scalar(axis));
            });
  }

  private static Optional<Value> squeeze(Sketch s) {
    return s.pick(v -> v.isFloat() && v.dims().contains(1))
        .flatMap(
            x ->
                s.op(
                    "Squeeze",
                    x.dims().stream().filter(dim -> dim != 1).toList(),
                    Bounds.of(x),
                    x));
  }

  private static Optional<Value> blocks(Sketch s) {
    Optional<Value> large =
        s.pick(v -> v.isFloat() && v.rank() == 4 && v.dim(1) % 2 == 0 && v.dim(2) % 2 == 0);
    if (large.isPresent() && s.chance(0.7)) {
      List<Integer> d = large.get().dims();
      return s.op(
          "SpaceToDepth",
          List.of(d.get(0), d.get(1) / 2, d.get(2) / 2, d.get(3) * 4),
          Bounds.of(large.get()),
          List.of(large.get()),
          g -> g.attr("block_size", 2));
    }
    return s.pick(v -> v.isFloat() && v.rank() == 4 && v.dim(3) % 4 == 0)
        .flatMap(
            x ->
                s.op(
                    "DepthToSpace",
                    List.of(x.dim(0), x.dim(1) * 2, x.dim(2) * 2, x.dim(3) / 4),
                    Bounds.of(x),
                    List.of(x),
                    g -> g.attr("block_size", 2)));
  }
}
