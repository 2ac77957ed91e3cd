package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the elements of a region as an affine function of others. */
final class AffineReader {
  /** Sums that are deeper than any cell's are taken as they are. */
  private static final int MAX_DEPTH = 24;

  private final Uses uses;
  private final Moves moves;

  AffineReader(Uses uses, Moves moves) {
    this.uses = uses;
    this.moves = moves;
  }

  Affine read(Region region) {
    return read(region, 0);
  }

  private Affine read(Region region, int depth) {
    Optional<Region> source = moves.source(region);
    if (source.isEmpty()) {
      return itself(region);
    }
    Region at = source.get();
    if (at.tensor().isConstant()) {
      return constant(at.tensor(), at.tensor(), at).map(Affine::shift).orElse(itself(at));
    }
    Optional<Op> maker = uses.maker(at.tensor());
    return depth > MAX_DEPTH || maker.isEmpty()
        ? itself(at)
        : made(maker.get(), at, depth + 1).orElse(itself(at));
  }

  private static Affine itself(Region region) {
    float[] ones = new float[region.cols()];
    Arrays.fill(ones, 1);
    return Affine.scaled(region, ones);
  }

  private Optional<Affine> made(Op op, Region at, int depth) {
    if (op.kind() instanceof OpKind.Unary unary && unary.fn().kind() == UnaryFn.AFFINE) {
      UnaryFunction fn = unary.fn();
      return Optional.of(read(at.in(op.in(0)), depth).times(fn.alpha(), fn.beta()));
    }
    if (op.kind() instanceof OpKind.Dense dense) {
      return dense(op, dense, at);
    }
    if (!(op.kind() instanceof OpKind.Binary binary) || !binary.act().isIdentity()) {
      return Optional.empty();
    }
    return switch (binary.fn()) {
      case ADD -> sum(op, at, 1, depth);
      case SUB -> sum(op, at, -1, depth);
      case MUL -> factors(op, at, 0).or(() -> factors(op, at, 1));
      default -> Optional.empty();
    };
  }

  private Optional<Affine> sum(Op op, Region at, int sign, int depth) {
    Optional<Affine> left = argument(op, 0, at, depth);
    Optional<Affine> right = argument(op, 1, at, depth);
    return left.flatMap(l -> right.map(r -> l.plus(sign < 0 ? r.times(-1, 0) : r)));
  }

  private Optional<Affine> argument(Op op, int i, Region at, int depth) {
    Tensor x = op.in(i);
    if (x.isConstant()) {
      return constant(x, op.out(), at).map(Affine::shift);
    }
    return x.elements() == op.out().elements()
        ? Optional.of(read(at.in(x), depth))
        : Optional.empty();
  }

  /** A tensor times a constant for each column. */
  private Optional<Affine> factors(Op op, Region at, int which) {
    Tensor x = op.in(1 - which);
    if (!op.in(which).isConstant() || x.elements() != op.out().elements()) {
      return Optional.empty();
    }
    return constant(op.in(which), op.out(), at)
        .flatMap(values -> moves.source(at.in(x)).map(from -> Affine.scaled(from, values)));
  }

  /** A row of a constant that is broadcast to a tensor, if all rows of the region are that row. */
  private static Optional<float[]> constant(Tensor constant, Tensor out, Region at) {
    Literal value = constant.value().orElseThrow();
    if (!value.isNumeric()) {
      return Optional.empty();
    }
    float[] row = new float[at.cols()];
    for (int r = 0; r < at.rows(); r++) {
      for (int c = 0; c < row.length; c++) {
        float here = (float) value.real(broadcast(constant, out, at.index(r, c)));
        if (r > 0 && here != row[c]) {
          return Optional.empty();
        }
        row[c] = here;
      }
    }
    return Optional.of(row);
  }

  private static int broadcast(Tensor from, Tensor out, int element) {
    int index = 0;
    int stride = 1;
    int rest = element;
    for (int i = 1; i <= out.rank(); i++) {
      int at = rest % out.dim(-i);
      rest /= out.dim(-i);
      if (i <= from.rank()) {
        index += from.dim(-i) == 1 ? 0 : at * stride;
        stride *= from.dim(-i);
      }
    }
    return index;
  }

  /** Columns of a product's rows: the rows' own inputs times columns of the weights. */
  private Optional<Affine> dense(Op op, OpKind.Dense dense, Region at) {
    int n = dense.n();
    int row = at.offset() / n;
    int col = at.offset() % n;
    boolean fits =
        dense.act().isIdentity()
            && !op.in(3).isPresent()
            && col + at.cols() <= n
            && (at.rows() == 1 || at.rowStride() % n == 0);
    if (!fits) {
      return Optional.empty();
    }
    int k = dense.k();
    int stride = at.rows() == 1 ? k : at.rowStride() / n * k;
    Region x = new Region(op.in(0), row * k, stride, at.rows(), k);
    Affine sum = Affine.shift(new float[at.cols()]);
    if (op.in(2).isPresent()) {
      float[] bias = op.in(2).value().orElseThrow().toFloats();
      sum = Affine.shift(Arrays.copyOfRange(bias, col, col + at.cols()));
    }
    List<Moves.Piece> pieces = moves.resolve(x);
    for (Moves.Piece piece : pieces) {
      Matrix weights = new Matrix(op.in(1), piece.col(), piece.from().cols(), col, at.cols(), 1);
      sum = sum.plus(Affine.product(piece.from(), weights));
    }
    return Optional.of(sum);
  }
}
