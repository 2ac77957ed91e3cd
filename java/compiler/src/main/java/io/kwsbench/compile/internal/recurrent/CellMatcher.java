package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/** Finds the cell whose hidden state an operation makes. */
final class CellMatcher {
  private final Uses uses;
  private final Moves moves;
  private final AffineReader reader;

  CellMatcher(Uses uses) {
    this.uses = uses;
    this.moves = new Moves(uses);
    this.reader = new AffineReader(uses, moves);
  }

  /** The cell, if the operation is the last of one. */
  Optional<Cell> match(Op op) {
    boolean shaped = op.out().rank() == 2 && op.out().elements() > 0;
    if (!shaped) {
      return Optional.empty();
    }
    if (op.kind() instanceof OpKind.Unary) {
      return plain(op);
    }
    if (isBinary(op, BinaryFn.MUL)) {
      return new LstmMatcher(this).match(op);
    }
    return isBinary(op, BinaryFn.ADD) ? new GruMatcher(this).match(op) : Optional.empty();
  }

  static boolean isBinary(Op op, BinaryFn fn) {
    return op.kind() instanceof OpKind.Binary binary
        && binary.fn() == fn
        && binary.act().isIdentity()
        && op.in(0).elements() == op.out().elements()
        && op.in(1).elements() == op.out().elements();
  }

  /** The operation that makes a tensor element by element from two. */
  Optional<Op> binary(Tensor tensor, BinaryFn fn) {
    return uses.maker(tensor).filter(op -> isBinary(op, fn));
  }

  /** The operation of one argument that makes a tensor. */
  Optional<Op> unary(Tensor tensor) {
    return uses.maker(tensor, OpKind.Unary.class);
  }

  /** A tensor before a symmetric clip of it, which may be spelled as two. */
  record Clipped(Tensor of, float limit) {}

  /** The value that is clipped to ±limit; the value itself with limit 0 without clipping. */
  static Optional<Clipped> clipped(Tensor tensor, Uses uses) {
    UnaryFunction limits = UnaryFunction.IDENTITY;
    Tensor x = tensor;
    for (Optional<Op> op = uses.maker(x, OpKind.Unary.class); op.isPresent(); ) {
      UnaryFunction fn = ((OpKind.Unary) op.get().kind()).fn();
      if (fn.kind() != UnaryFn.CLAMP) {
        return Optional.empty();
      }
      limits = fn.then(limits).orElseThrow();
      x = op.get().in(0);
      op = uses.maker(x, OpKind.Unary.class);
    }
    if (limits.isIdentity()) {
      return Optional.of(new Clipped(x, 0));
    }
    boolean symmetric = limits.alpha() == -limits.beta() && limits.beta() > 0;
    return symmetric && limits.beta() < Float.POSITIVE_INFINITY
        ? Optional.of(new Clipped(x, limits.beta()))
        : Optional.empty();
  }

  Optional<Clipped> clipped(Tensor tensor) {
    return clipped(tensor, uses);
  }

  Optional<Activated> activated(Tensor tensor, int rows) {
    return Activated.read(Region.whole(tensor, rows), uses, moves, reader);
  }

  Affine affine(Tensor tensor, int rows) {
    return reader.read(Region.whole(tensor, rows));
  }

  Optional<Region> source(Tensor tensor, int rows) {
    return moves.source(Region.whole(tensor, rows));
  }

  /** h = f(x W + h U + b). */
  private Optional<Cell> plain(Op op) {
    int rows = op.out().dim(0);
    return activated(op.out(), rows)
        .filter(a -> Activated.isCellFunction(a.fn()) && !a.of().products().isEmpty())
        .map(
            a ->
                new Cell(
                    Cell.Type.RNN,
                    rows,
                    op.out(),
                    op.out(),
                    null,
                    UnaryFunction.of(UnaryFn.SIGMOID),
                    a.fn(),
                    0,
                    List.of(a.of()),
                    List.of(),
                    null));
  }
}
