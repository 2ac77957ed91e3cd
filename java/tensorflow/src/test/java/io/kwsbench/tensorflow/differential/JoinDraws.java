package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;

/** Ops that make one tensor of several, or several of one. */
final class JoinDraws {
  private JoinDraws() {}

  static final List<Draw> ALL =
      List.of(
          JoinDraws::concat,
          JoinDraws::concat,
          JoinDraws::concat,
          JoinDraws::split,
          JoinDraws::splitV,
          JoinDraws::unpack,
          JoinDraws::pack);

  /** Tensors that are alike, among them the same one and parts of each other. */
  private static Optional<Value> concat(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              List<Value> fit =
                  s.all(
                      v ->
                          v.isFloat()
                              && v.rank() == x.rank()
                              && Shapes.with(v.dims(), axis, 0)
                                  .equals(Shapes.with(x.dims(), axis, 0)));
              List<Value> parts = new ArrayList<>(List.of(x));
              for (int i = s.number(1, 3); i > 0; i--) {
                parts.add(
                    s.chance(0.15)
                        ? s.constant(Shapes.with(x.dims(), axis, s.number(1, 3)), -1, 1)
                        : s.one(fit));
              }
              Collections.shuffle(parts, s.random());
              return concat(s, parts, axis);
            });
  }

  static Optional<Value> concat(Sketch s, List<Value> parts, int axis) {
    int along = parts.stream().mapToInt(p -> p.dim(axis)).sum();
    List<Value> inputs = new ArrayList<>(parts);
    int given = s.chance(0.3) ? axis - parts.get(0).rank() : axis;
    inputs.add(s.scalar(given));
    return s.op(
        "ConcatV2",
        Shapes.with(parts.get(0).dims(), axis, along),
        Bounds.any(parts),
        inputs,
        g -> g.attr("N", parts.size()));
  }

  private static Optional<Value> split(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              int dim = x.dim(axis);
              int parts =
                  s.one(IntStream.rangeClosed(1, dim).filter(d -> dim % d == 0).boxed().toList());
              List<List<Integer>> dims =
                  Collections.nCopies(parts, Shapes.with(x.dims(), axis, dim / parts));
              List<Value> made =
                  s.ops(
                      "Split",
                      x.type(),
                      dims,
                      Bounds.of(x),
                      List.of(s.scalar(axis), x),
                      g -> Sketch.floats(g).attr("num_split", parts));
              return made.isEmpty() ? Optional.empty() : Optional.of(s.one(made));
            });
  }

  private static Optional<Value> splitV(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              List<Integer> sizes = new ArrayList<>();
              for (int left = x.dim(axis); left > 0; left -= sizes.get(sizes.size() - 1)) {
                sizes.add(s.number(1, left));
              }
              List<List<Integer>> dims =
                  sizes.stream().map(size -> Shapes.with(x.dims(), axis, size)).toList();
              List<Value> made =
                  s.ops(
                      "SplitV",
                      x.type(),
                      dims,
                      Bounds.of(x),
                      List.of(x, s.vector(sizes), s.scalar(axis)),
                      g ->
                          Sketch.floats(g)
                              .attr("num_split", sizes.size())
                              .type("Tlen", DataType.DT_INT32));
              return made.isEmpty() ? Optional.empty() : Optional.of(s.one(made));
            });
  }

  private static Optional<Value> unpack(Sketch s) {
    return LayoutDraws.any(s, 1)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              int n = x.dim(axis);
              List<List<Integer>> dims = Collections.nCopies(n, Shapes.without(x.dims(), axis));
              List<Value> made =
                  s.ops(
                      "Unpack",
                      x.type(),
                      dims,
                      Bounds.of(x),
                      List.of(x),
                      g -> Sketch.floats(g).attr("num", n).attr("axis", axis));
              return made.isEmpty() ? Optional.empty() : Optional.of(s.one(made));
            });
  }

  private static Optional<Value> pack(Sketch s) {
    return LayoutDraws.any(s, 0)
        .flatMap(
            x -> {
              List<Value> fit = s.all(v -> v.isFloat() && v.dims().equals(x.dims()));
              List<Value> parts = new ArrayList<>(List.of(x));
              for (int i = s.number(0, 4); i > 0; i--) {
                parts.add(s.one(fit));
              }
              int axis = s.number(0, x.rank());
              List<Integer> dims = new ArrayList<>(x.dims());
              dims.add(axis, parts.size());
              return s.op(
                  "Pack",
                  dims,
                  Bounds.any(parts),
                  parts,
                  g -> g.attr("N", parts.size()).attr("axis", axis));
            });
  }
}
