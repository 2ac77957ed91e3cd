package io.kwsbench.compile.pass;

import io.kwsbench.compile.ir.BinaryFn;
import io.kwsbench.compile.ir.Fn;
import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Kind.Chain;
import io.kwsbench.compile.ir.Kind.Link;
import io.kwsbench.compile.ir.Kind.ReduceFn;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Uses;
import java.util.List;
import java.util.Optional;

/**
 * A softmax that was written out, exp(x − max x) / Σ exp(x − max x) along the last axis, as one
 * operation.
 */
final class RecoverSoftmax implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!isColumn(op, BinaryFn.DIV)) {
      return Optional.empty();
    }
    Optional<Op> exp = uses.maker(op.in(0), Chain.class);
    Optional<Op> sum = reduction(op.in(1), ReduceFn.SUM, uses);
    boolean sums = exp.isPresent() && sum.isPresent() && sum.get().in(0) == exp.get().out();
    return sums
        ? exponent(exp.get(), uses).flatMap(x -> rewrite(x, sum.get(), op))
        : Optional.empty();
  }

  /** x, when an operation is exp(x − max x). */
  private static Optional<Tensor> exponent(Op exp, Uses uses) {
    Chain chain = (Chain) exp.kind();
    boolean fits =
        chain.links().size() == 2
            && isSubtraction(chain.links().get(0))
            && isExp(chain.links().get(1));
    if (!fits) {
      return Optional.empty();
    }
    return reduction(exp.in(1), ReduceFn.MAX, uses)
        .filter(max -> max.in(0) == exp.in(0))
        .map(max -> exp.in(0));
  }

  private static boolean isSubtraction(Link link) {
    return link.binary() == BinaryFn.SUB
        && !link.reverse()
        && (link.source() == Link.Source.COLUMN || link.source() == Link.Source.ROW);
  }

  private static boolean isExp(Link link) {
    return link.source() == Link.Source.UNARY && link.unary().kind() == Fn.Kind.EXP;
  }

  private static boolean isColumn(Op op, BinaryFn fn) {
    if (!(op.kind() instanceof Chain chain) || chain.links().size() != 1) {
      return false;
    }
    Link link = chain.links().get(0);
    boolean column = link.source() == Link.Source.COLUMN || link.source() == Link.Source.ROW;
    return link.binary() == fn && column && !link.reverse();
  }

  private static Optional<Op> reduction(Tensor tensor, ReduceFn fn, Uses uses) {
    Optional<Op> maker = uses.maker(tensor);
    while (maker.isPresent() && maker.get().kind() instanceof Kind.Reshape) {
      maker = uses.maker(maker.get().in(0));
    }
    return maker.filter(op -> op.kind() instanceof Kind.Reduce r && r.fn() == fn);
  }

  private static Optional<Rewrite> rewrite(Tensor x, Op sum, Op op) {
    Kind.Reduce reduce = (Kind.Reduce) sum.kind();
    if (reduce.inner() != 1) {
      return Optional.empty();
    }
    Kind softmax = new Kind.Softmax(reduce.outer(), reduce.n(), 1, false);
    return Rewrite.of(sum.fused(softmax, List.of(x), op));
  }
}
