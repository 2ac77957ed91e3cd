package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes elementwise float operations as chains of one link over {@code [rows][cols]}, where their
 * broadcasting is that of a row, a column or nothing.
 */
final class ElementwiseToChains implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.Unary unary) {
      OpKind chain = new OpKind.Chain(1, op.out().elements(), List.of(Link.of(unary.fn())));
      return Rewrite.of(new Op(chain, op.inputs(), op.outputs(), op.nodes()));
    }
    if (op.kind() instanceof OpKind.Binary binary
        && binary.fn().isArithmetic()
        && op.out().dtype() == DType.FLOAT
        && op.out().elements() > 0) {
      return binary(op, binary);
    }
    return Optional.empty();
  }

  private static Optional<Rewrite> binary(Op op, OpKind.Binary binary) {
    boolean straight = op.in(0).shape().equals(op.out().shape()) && !op.in(0).isConstant();
    boolean turned = op.in(1).shape().equals(op.out().shape()) && !op.in(1).isConstant();
    if (!straight && !turned) {
      return Optional.empty();
    }
    int main = straight ? 0 : 1;
    Tensor argument = op.in(1 - main);
    Optional<ChainShape> shape = shape(argument.shape(), op.out().shape());
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    List<Link> links = new ArrayList<>();
    links.add(Link.of(binary.fn(), shape.get().source(), main == 1));
    if (!binary.act().isIdentity()) {
      links.add(Link.of(binary.act()));
    }
    OpKind chain = new OpKind.Chain(shape.get().rows(), shape.get().cols(), links);
    return Rewrite.of(new Op(chain, List.of(op.in(main), argument), op.outputs(), op.nodes()));
  }

  private record ChainShape(ChainSource source, int rows, int cols) {}

  /** The spread of an argument over a shape: as it is, along rows, or along columns. */
  private static Optional<ChainShape> shape(Shape argument, Shape whole) {
    int n = Math.toIntExact(whole.elements().orElseThrow());
    int m = Math.toIntExact(argument.elements().orElseThrow());
    if (m == n) {
      return Optional.of(new ChainShape(ChainSource.TENSOR, 1, n));
    }
    if (m == 1) {
      return Optional.of(new ChainShape(ChainSource.COLUMN, 1, n));
    }
    int missing = whole.rank() - argument.rank();
    int first = 0;
    while (first < whole.rank() && at(argument, first - missing) == 1) {
      first++;
    }
    int last = whole.rank() - 1;
    while (last >= 0 && at(argument, last - missing) == 1) {
      last--;
    }
    if (isWhole(argument, whole, first, whole.rank() - 1)) {
      return Optional.of(new ChainShape(ChainSource.ROW, n / m, m));
    }
    return isWhole(argument, whole, leading(whole), last)
        ? Optional.of(new ChainShape(ChainSource.COLUMN, m, n / m))
        : Optional.empty();
  }

  private static int leading(Shape whole) {
    int first = 0;
    while (first < whole.rank() && whole.dim(first) == 1) {
      first++;
    }
    return first;
  }

  private static long at(Shape argument, int axis) {
    return axis < 0 ? 1 : argument.dim(axis);
  }

  /** Returns whether axes {@code from … to} of the argument are those of the whole. */
  private static boolean isWhole(Shape argument, Shape whole, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (at(argument, i - (whole.rank() - argument.rank())) != whole.dim(i)) {
        return false;
      }
    }
    return true;
  }
}
