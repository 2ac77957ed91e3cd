package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/**
 * A depthwise convolution and the pointwise one after it as one step, so that what is between them
 * never leaves the cache.
 */
final class FuseDepthwisePointwise implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    return DepthwisePair.endingIn(op, uses).flatMap(FuseDepthwisePointwise::fused);
  }

  private static Optional<Rewrite> fused(DepthwisePair pair) {
    OpKind.Depthwise first = pair.depthwise();
    OpKind.Dense dense = pair.dense();
    Op depthwise = pair.first();
    Op op = pair.second();
    OpKind kind =
        new OpKind.DepthwisePointwise(
            first.win(), first.inC(), first.multiplier(), dense.n(), first.act(), dense.act());
    Op fused =
        depthwise.fused(
            kind,
            List.of(
                depthwise.in(0), depthwise.in(1), depthwise.in(2), op.in(1), op.in(2), op.in(3)),
            op);
    return Rewrite.of(fused, depthwise);
  }
}
