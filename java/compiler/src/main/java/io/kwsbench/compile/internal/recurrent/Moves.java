package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Follows elements back through operations that only move them: reshapes, views, joins. */
final class Moves {
  /**
   * Columns of a region that come from one place.
   *
   * @param col the first of them in the region that was asked for
   * @param from where they come from
   */
  record Piece(int col, Region from) {}

  /** Pieces of a region that are worth their own products; a copy of the region serves more. */
  private static final int MAX_PIECES = 8;

  private record Origin(Tensor tensor, int index) {}

  private final Uses uses;

  Moves(Uses uses) {
    this.uses = uses;
  }

  /** The sources of a region's elements; the region itself if they are many. */
  List<Piece> resolve(Region region) {
    List<Piece> resolved = new ArrayList<>();
    for (Piece piece : step(region).orElse(List.of())) {
      for (Piece inner : resolve(piece.from())) {
        resolved.add(new Piece(piece.col() + inner.col(), inner.from()));
      }
    }
    return resolved.isEmpty() ? List.of(new Piece(0, region)) : resolved;
  }

  /** The one place that a region's elements come from. */
  Optional<Region> source(Region region) {
    List<Piece> pieces = resolve(region);
    return pieces.size() == 1 ? Optional.of(pieces.get(0).from()) : Optional.empty();
  }

  private Optional<List<Piece>> step(Region region) {
    Optional<Op> maker = uses.maker(region.tensor());
    if (maker.isEmpty()) {
      return Optional.empty();
    }
    Op op = maker.get();
    if (op.kind() instanceof OpKind.Reshape) {
      return Optional.of(List.of(new Piece(0, region.in(op.in(0)))));
    }
    if (op.kind() instanceof OpKind.View view) {
      return pieces(region, e -> new Origin(op.in(0), index(view, e)));
    }
    return op.kind() instanceof OpKind.Concat concat
        ? pieces(region, e -> part(op, concat.axis(), e))
        : Optional.empty();
  }

  private static int index(OpKind.View view, int element) {
    int at = view.offset();
    int rest = element;
    for (int i = view.dims().size() - 1; i >= 0; i--) {
      at += rest % view.dims().get(i) * view.strides().get(i);
      rest /= view.dims().get(i);
    }
    return at;
  }

  private static Origin part(Op join, int axis, int element) {
    int inner = 1;
    for (int i = axis + 1; i < join.out().rank(); i++) {
      inner *= join.out().dim(i);
    }
    int row = join.out().dim(axis) * inner;
    int outer = element / row;
    int rest = element % row;
    for (Tensor input : join.inputs()) {
      int size = input.dim(axis) * inner;
      if (rest < size) {
        return new Origin(input, outer * size + rest);
      }
      rest -= size;
    }
    throw new IllegalArgumentException("element " + element + " of " + join.out());
  }

  private static Optional<List<Piece>> pieces(Region region, IntFunction<Origin> origin) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    Origin last = origin.apply(region.index(0, 0));
    for (int col = 1; col <= region.cols(); col++) {
      Origin next = col < region.cols() ? origin.apply(region.index(0, col)) : null;
      boolean follows =
          next != null && next.tensor() == last.tensor() && next.index() == last.index() + 1;
      if (!follows) {
        Optional<Region> piece = piece(region, start, col, origin);
        if (piece.isEmpty()) {
          return Optional.empty();
        }
        pieces.add(new Piece(start, piece.get()));
        if (pieces.size() > MAX_PIECES) {
          return Optional.empty();
        }
        start = col;
      }
      last = next;
    }
    return Optional.of(pieces);
  }

  /** Columns {@code from … to−1} of a region as a region of one tensor, if all rows agree. */
  private static Optional<Region> piece(
      Region region, int from, int to, IntFunction<Origin> origin) {
    Origin first = origin.apply(region.index(0, from));
    int stride = to - from;
    if (region.rows() > 1) {
      stride = origin.apply(region.index(1, from)).index() - first.index();
    }
    Region piece = new Region(first.tensor(), first.index(), stride, region.rows(), to - from);
    for (int row = 1; row < region.rows(); row++) {
      for (int col = from; col < to; col++) {
        Origin here = origin.apply(region.index(row, col));
        if (here.tensor() != first.tensor() || here.index() != piece.index(row, col - from)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(piece);
  }
}
