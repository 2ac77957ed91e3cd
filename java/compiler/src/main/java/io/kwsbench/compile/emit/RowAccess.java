package io.kwsbench.compile.emit;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import java.util.Optional;

/**
 * Operations whose input or output may be rows with gaps between them: a slice of the channels of a
 * wider tensor.
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
    OpKind kind = op.kind();
    if (kind instanceof OpKind.Conv conv && !op.in(3).isPresent()) {
      return Optional.of(new Rows(conv.win().outPixels(), conv.outC()));
    }
    if (kind instanceof OpKind.Dense dense && !op.in(3).isPresent()) {
      return Optional.of(new Rows(dense.m(), dense.n()));
    }
    if (kind instanceof OpKind.Depthwise d) {
      return Optional.of(new Rows(d.win().outPixels(), d.inC() * d.multiplier()));
    }
    if (kind instanceof OpKind.DepthwisePointwise d && !op.in(5).isPresent()) {
      return Optional.of(new Rows(d.win().outPixels(), d.outC()));
    }
    if (kind instanceof OpKind.IntegerConv conv) {
      return Optional.of(new Rows(conv.win().outPixels(), conv.outC()));
    }
    if (kind instanceof OpKind.IntegerDepthwise d) {
      return Optional.of(new Rows(d.win().outPixels(), d.inC()));
    }
    if (kind instanceof OpKind.Pool pool) {
      return Optional.of(new Rows(pool.win().outPixels(), pool.channels()));
    }
    return kind instanceof OpKind.Concat concat
        ? Optional.of(rows(op.out(), concat.axis()))
        : Optional.empty();
  }

  /** The rows in which an operation reads one of its inputs; empty if that has to be dense. */
  static Optional<Rows> read(Op op, Tensor input) {
    if (op.kind() instanceof OpKind.Concat concat) {
      return input.rank() == op.out().rank()
          ? Optional.of(rows(input, concat.axis()))
          : Optional.empty();
    }
    boolean onlyFirst = op.in(0) == input && op.inputs().lastIndexOf(input) == 0;
    return onlyFirst ? readFirst(op.kind()) : Optional.empty();
  }

  private static Optional<Rows> readFirst(OpKind kind) {
    if (kind instanceof OpKind.Conv conv) {
      return pixels(conv.win(), conv.inC());
    }
    if (kind instanceof OpKind.Dense dense) {
      return Optional.of(new Rows(dense.m(), dense.k()));
    }
    if (kind instanceof OpKind.Depthwise d) {
      return pixels(d.win(), d.inC());
    }
    if (kind instanceof OpKind.DepthwisePointwise d) {
      return pixels(d.win(), d.inC());
    }
    if (kind instanceof OpKind.IntegerConv conv) {
      return pixels(conv.win(), conv.inC());
    }
    if (kind instanceof OpKind.IntegerDepthwise d) {
      return pixels(d.win(), d.inC());
    }
    return kind instanceof OpKind.Pool pool
        ? pixels(pool.win(), pool.channels())
        : Optional.empty();
  }

  private static Optional<Rows> pixels(SlidingWindow win, int channels) {
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
