package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A projection of an LSTM's hidden state before the next cell.
 *
 * @param weights {@code [units][projection]}
 * @param clip of the result, 0 for none
 */
record Projection(Tensor weights, float clip) {
  int columns() {
    return weights.dim(1);
  }

  boolean isSame(Projection other) {
    return clip == other.clip
        && weights.value().orElseThrow().equals(other.weights.value().orElseThrow());
  }

  /** The projection that makes a tensor of a hidden state. */
  static Optional<Projection> between(Tensor hidden, Tensor made, Uses uses) {
    return CellMatcher.clipped(made, uses)
        .flatMap(
            clipped ->
                uses.maker(clipped.of())
                    .filter(op -> isProduct(op) && op.in(0) == hidden)
                    .map(op -> new Projection(op.in(1), clipped.limit())));
  }

  private static boolean isProduct(Op op) {
    return op.kind() instanceof OpKind.Dense dense
        && dense.act().isIdentity()
        && !op.in(2).isPresent()
        && !op.in(3).isPresent();
  }

  /** The projection of a hidden state, if the program has it. */
  Optional<Tensor> of(Tensor hidden, Uses uses) {
    return uses.users(hidden).stream()
        .filter(Projection::isProduct)
        .flatMap(product -> clips(product.out(), uses))
        .filter(made -> between(hidden, made, uses).filter(this::isSame).isPresent())
        .findFirst();
  }

  /** A tensor, its clip, the clip of that. */
  private static Stream<Tensor> clips(Tensor tensor, Uses uses) {
    Stream<Tensor> next =
        uses.users(tensor).stream()
            .filter(op -> op.kind() instanceof OpKind.Unary u && u.fn().kind() == UnaryFn.CLAMP)
            .flatMap(op -> clips(op.out(), uses));
    return Stream.concat(Stream.of(tensor), next);
  }
}
