package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Chain;
import io.kwsbench.program.OpKind.Requantize;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whole numbers times real factors, spelled in int64, as one operation; a clamp after it becomes
 * its range.
 */
final class FuseRequantize implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.Cast && op.in(0).dtype() == DType.INT64) {
      DType to = op.out().dtype();
      return to == DType.FLOAT || to == DType.INT32 ? fused(op, uses) : Optional.empty();
    }
    if (op.kind() instanceof OpKind.Unary unary) {
      return clamped(op, unary.fn(), List.of(), uses);
    }
    if (op.kind() instanceof Chain chain && chain.links().get(0).source() == ChainSource.UNARY) {
      return clamped(op, chain.links().get(0).unary(), chain.links(), uses);
    }
    return Optional.empty();
  }

  private static Optional<Rewrite> fused(Op op, Uses uses) {
    return ScaledSum.before(op.in(0), uses)
        .filter(sum -> op.out().elements() > 0 && sum.x().elements() == op.out().elements())
        .filter(sum -> sum.channels() == 1 || op.out().shape().dim(-1) == sum.channels())
        .map(sum -> one(sum, op));
  }

  /** Replaces the operations; what only they needed is dead from now on. */
  private static Rewrite one(ScaledSum sum, Op op) {
    List<Tensor> inputs = new ArrayList<>(List.of(sum.x()));
    inputs.addAll(sum.constants(op.out().name()));
    Set<String> nodes = new LinkedHashSet<>(sum.nodes());
    nodes.addAll(op.nodes());
    OpKind kind = new Requantize(sum.channels(), Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    return new Rewrite(List.of(new Op(kind, inputs, op.outputs(), List.copyOf(nodes))), List.of());
  }

  private static Optional<Rewrite> clamped(
      Op op, UnaryFunction fn, List<OpKind.Link> links, Uses uses) {
    if (fn.kind() != UnaryFn.CLAMP) {
      return Optional.empty();
    }
    Optional<Op> before =
        uses.maker(op.in(0), Requantize.class)
            .filter(maker -> maker.out().dtype() == DType.FLOAT)
            .filter(maker -> uses.onlyUser(maker.out()).isPresent());
    return before.map(
        maker -> {
          Requantize wide = (Requantize) maker.kind();
          OpKind narrow =
              new Requantize(wide.channels(), within(fn, wide.low()), within(fn, wide.high()));
          return links.size() > 1
              ? kept(op, (Chain) op.kind(), maker, narrow)
              : new Rewrite(List.of(maker.fused(narrow, maker.inputs(), op)), List.of(maker));
        });
  }

  /** The rest of a chain after a clamp that is gone. */
  private static Rewrite kept(Op op, Chain chain, Op maker, OpKind narrow) {
    List<OpKind.Link> rest = chain.links().subList(1, chain.links().size());
    Op first = new Op(narrow, maker.inputs(), maker.outputs(), maker.nodes());
    OpKind others = new Chain(chain.rows(), chain.cols(), rest);
    return new Rewrite(
        List.of(first, new Op(others, op.inputs(), op.outputs(), op.nodes())), List.of(maker));
  }

  private static float within(UnaryFunction clamp, float x) {
    return Math.min(Math.max(x, clamp.alpha()), clamp.beta());
  }
}
