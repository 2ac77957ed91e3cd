package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.ReduceFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Chain;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/**
 * A softmax that was written out, exp(x − max x) / Σ exp(x − max x) along the last axis, as one
 * operation.
 *
 * <p>Only where all four agree on what a row is: the maximum and the sum are those of rows of one
 * length, and every row has its own taken from it and is divided by its own.
 */
final class RecoverSoftmax implements Rule {
  /** Rows of a matrix that a tensor is seen as. */
  private record Rows(int count, int length) {}

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain) || chain.links().size() != 1) {
      return Optional.empty();
    }
    Rows rows = new Rows(chain.rows(), chain.cols());
    Optional<Op> exp = uses.maker(op.in(0), Chain.class);
    Optional<Op> sum = reduction(op.in(1), ReduceFn.SUM, rows, uses);
    boolean divides =
        isByRow(chain.links().get(0), BinaryFn.DIV)
            && exp.isPresent()
            && sum.isPresent()
            && sum.get().in(0) == exp.get().out();
    return divides
        ? exponent(exp.get(), rows, uses).flatMap(x -> rewrite(x, rows, sum.get(), op))
        : Optional.empty();
  }

  /** x, when an operation is exp(x − max x). */
  private static Optional<Tensor> exponent(Op exp, Rows rows, Uses uses) {
    Chain chain = (Chain) exp.kind();
    boolean fits =
        new Rows(chain.rows(), chain.cols()).equals(rows)
            && chain.links().size() == 2
            && isByRow(chain.links().get(0), BinaryFn.SUB)
            && isExp(chain.links().get(1));
    if (!fits) {
      return Optional.empty();
    }
    return reduction(exp.in(1), ReduceFn.MAX, rows, uses)
        .filter(max -> max.in(0) == exp.in(0))
        .map(max -> exp.in(0));
  }

  /** Returns whether a link takes one number for every row, as its second argument. */
  private static boolean isByRow(Link link, BinaryFn fn) {
    return link.binary() == fn && link.source() == ChainSource.COLUMN && !link.reverse();
  }

  private static boolean isExp(Link link) {
    return link.source() == ChainSource.UNARY && link.unary().kind() == UnaryFn.EXP;
  }

  /** The operation that makes a tensor if it reduces such rows to one number each. */
  private static Optional<Op> reduction(Tensor tensor, ReduceFn fn, Rows rows, Uses uses) {
    Optional<Op> maker = uses.maker(tensor);
    while (maker.isPresent() && maker.get().kind() instanceof OpKind.Reshape) {
      maker = uses.maker(maker.get().in(0));
    }
    OpKind whole = new OpKind.Reduce(fn, rows.count(), rows.length(), 1);
    return maker.filter(op -> op.kind().equals(whole));
  }

  private static Optional<Rewrite> rewrite(Tensor x, Rows rows, Op sum, Op op) {
    OpKind softmax = new OpKind.Softmax(rows.count(), rows.length(), 1, false);
    return Rewrite.of(sum.fused(softmax, List.of(x), op));
  }
}
