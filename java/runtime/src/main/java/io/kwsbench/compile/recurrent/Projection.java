package io.kwsbench.compile.recurrent;

import io.kwsbench.compile.ir.Fn;
import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Uses;
import java.util.Optional;

/**
 * What an LSTM's hidden state goes through before the next cell sees it.
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
    Optional<Op> maker = uses.maker(made);
    float clip = 0;
    if (maker.isPresent() && maker.get().kind() instanceof Kind.Unary unary) {
      Fn fn = unary.fn();
      if (fn.kind() != Fn.Kind.CLAMP || fn.alpha() != -fn.beta() || !(fn.beta() > 0)) {
        return Optional.empty();
      }
      clip = fn.beta();
      maker = uses.maker(maker.get().in(0));
    }
    float limit = clip;
    return maker
        .filter(op -> isProduct(op) && op.in(0) == hidden)
        .map(op -> new Projection(op.in(1), limit));
  }

  private static boolean isProduct(Op op) {
    return op.kind() instanceof Kind.Dense dense
        && dense.act().isIdentity()
        && !op.in(2).isPresent()
        && !op.in(3).isPresent();
  }

  /** What this makes of a hidden state, if the program has it. */
  Optional<Tensor> of(Tensor hidden, Uses uses) {
    for (Op product : uses.users(hidden)) {
      if (!isProduct(product)) {
        continue;
      }
      if (clip == 0 && between(hidden, product.out(), uses).filter(this::isSame).isPresent()) {
        return Optional.of(product.out());
      }
      for (Op clamp : uses.users(product.out())) {
        if (between(hidden, clamp.out(), uses).filter(this::isSame).isPresent()) {
          return Optional.of(clamp.out());
        }
      }
    }
    return Optional.empty();
  }
}
