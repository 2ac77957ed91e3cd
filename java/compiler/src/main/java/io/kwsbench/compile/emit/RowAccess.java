package io.kwsbench.compile.emit;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Win;
import java.util.Optional;

/**
 * Which operations take their input, or leave their output, as rows that may lie further apart than
 * they are wide: a slice of the channels of a wider tensor.
 */
final class RowAccess {
  private RowAccess() {}

  /**
   * Rows of a tensor.
   *
   * @param count how many
   * @param width elements of each
   */
  record Rows(int count, int width) {}

  /** The rows in which an operation writes its output; empty if that has to be dense. */
  static Optional<Rows> written(Op op) {
    Kind kind = op.kind();
    if (kind instanceof Kind.Conv conv && !op.in(3).isPresent()) {
      return Optional.of(new Rows(conv.win().outPixels(), conv.outC()));
    }
    if (kind instanceof Kind.Dense dense && !op.in(3).isPresent()) {
      return Optional.of(new Rows(dense.m(), dense.n()));
    }
    if (kind instanceof Kind.Depthwise d) {
      return Optional.of(new Rows(d.win().outPixels(), d.inC() * d.multiplier()));
    }
    if (kind instanceof Kind.DepthwisePointwise d && !op.in(5).isPresent()) {
      return Optional.of(new Rows(d.win().outPixels(), d.outC()));
    }
    if (kind instanceof Kind.Pool pool) {
      return Optional.of(new Rows(pool.win().outPixels(), pool.channels()));
    }
    return kind instanceof Kind.Concat concat
        ? Optional.of(rows(op.out(), concat.axis()))
        : Optional.empty();
  }

  /** The rows in which an operation reads one of its inputs; empty if that has to be dense. */
  static Optional<Rows> read(Op op, Tensor input) {
    if (op.kind() instanceof Kind.Concat concat) {
      return input.rank() == op.out().rank()
          ? Optional.of(rows(input, concat.axis()))
          : Optional.empty();
    }
    boolean onlyFirst = op.in(0) == input && op.inputs().lastIndexOf(input) == 0;
    return onlyFirst ? readFirst(op.kind()) : Optional.empty();
  }

  private static Optional<Rows> readFirst(Kind kind) {
    if (kind instanceof Kind.Conv conv) {
      return pixels(conv.win(), conv.inC());
    }
    if (kind instanceof Kind.Dense dense) {
      return Optional.of(new Rows(dense.m(), dense.k()));
    }
    if (kind instanceof Kind.Depthwise d) {
      return pixels(d.win(), d.inC());
    }
    if (kind instanceof Kind.DepthwisePointwise d) {
      return pixels(d.win(), d.inC());
    }
    return kind instanceof Kind.Pool pool ? pixels(pool.win(), pool.channels()) : Optional.empty();
  }

  private static Optional<Rows> pixels(Win win, int channels) {
    return Optional.of(new Rows(win.batch() * win.inH() * win.inW(), channels));
  }

  /** The rows of a tensor when everything from {@code axis} on is a row. */
  static Rows rows(Tensor tensor, int axis) {
    int count = 1;
    for (int i = 0; i < axis; i++) {
      count *= tensor.dim(i);
    }
    return new Rows(count, count == 0 ? 0 : tensor.elements() / count);
  }
}
