package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * Levels that are put on a scale which leaves them as they are, but for a clamp: the bounds of the
 * operation that makes them. Models have such where a function is spelled as a minimum and a
 * maximum.
 */
final class ClampLevels implements Rule {
  private static final int MAX_LEVELS = 256;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    Optional<Bounds> bounds = Bounds.of(op);
    if (bounds.isEmpty() || uses.onlyUser(op.in(0)).isEmpty()) {
      return Optional.empty();
    }
    return uses.maker(op.in(0))
        .flatMap(
            maker ->
                OpKind.Levels.of(maker.kind())
                    .filter(levels -> levels.high() - levels.low() < MAX_LEVELS)
                    .filter(levels -> bounds.get().keep(levels))
                    .map(levels -> narrowed(maker, op, bounds.get(), levels)));
  }

  private static Rewrite narrowed(Op maker, Op op, Bounds bounds, OpKind.Levels levels) {
    int low = (int) bounds.of(levels.low());
    int high = (int) bounds.of(levels.high());
    OpKind kind = levels.within(low, high).in(maker.kind());
    return new Rewrite(List.of(maker.fused(kind, maker.inputs(), op)), List.of(maker));
  }

  /** An operation on levels: a requantization with one factor, or a clamp of its own. */
  private record Bounds(Op op, float low, float high) {
    static Optional<Bounds> of(Op op) {
      if (op.kind() instanceof OpKind.Requantize r) {
        boolean plain =
            r.channels() == 1
                && op.in(0).dtype() == DType.FLOAT
                && op.out().dtype() == DType.FLOAT
                && op.inputs().subList(1, op.inputs().size()).stream().allMatch(Tensor::isConstant);
        return plain ? Optional.of(new Bounds(op, r.low(), r.high())) : Optional.empty();
      }
      return SumScale.Clamp.of(op)
          .filter(clamp -> WholeRange.isWhole(clamp.low()) && WholeRange.isWhole(clamp.high()))
          .map(clamp -> new Bounds(op, clamp.low(), clamp.high()));
    }

    /** Returns whether each level becomes itself, or a bound. */
    boolean keep(OpKind.Levels levels) {
      for (int level = levels.low(); level <= levels.high(); level++) {
        if (scaled(level) != of(level)) {
          return false;
        }
      }
      return true;
    }

    float of(int level) {
      return Math.min(Math.max(level, low), high);
    }

    private float scaled(int level) {
      if (!(op.kind() instanceof OpKind.Requantize)) {
        return of(level);
      }
      int bias = op.in(4).isPresent() ? number(4) : 0;
      int shifted = (level + bias) << number(2);
      int high31 = (int) (((long) shifted * number(1) + (1L << 30)) >> 31);
      long half = (1L << number(3)) >> 1;
      long size = (Math.abs((long) high31) + half) >> number(3);
      return Math.min(Math.max(high31 < 0 ? -size : size, low), high);
    }

    private int number(int input) {
      return (int) op.in(input).value().orElseThrow().integer(0);
    }
  }
}
