package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/** x · σ(x) is one function, which a product before it can take into its epilogue. */
final class RecoverSwish implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    boolean multiplies =
        op.kind() instanceof OpKind.Binary binary
            && binary.fn() == BinaryFn.MUL
            && binary.act().isIdentity();
    return multiplies ? swish(op, uses, 0).or(() -> swish(op, uses, 1)) : Optional.empty();
  }

  private static Optional<Rewrite> swish(Op op, Uses uses, int which) {
    return uses.maker(op.in(which), OpKind.Unary.class)
        .filter(gate -> ((OpKind.Unary) gate.kind()).fn().kind() == UnaryFn.SIGMOID)
        .filter(gate -> gate.in(0) == op.in(1 - which))
        .filter(gate -> uses.onlyUser(gate.out()).isPresent())
        .flatMap(
            gate -> {
              OpKind swish = new OpKind.Unary(UnaryFunction.of(UnaryFn.SWISH));
              return Rewrite.of(gate.fused(swish, List.of(gate.in(0)), op), gate);
            });
  }
}
