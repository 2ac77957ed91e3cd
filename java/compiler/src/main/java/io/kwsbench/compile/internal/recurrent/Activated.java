package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A function of an affine form, as the engine's recurrent steps have it. */
record Activated(UnaryFunction fn, Affine of) {
  private static final UnaryFunction HARD_SIGMOID =
      new UnaryFunction(UnaryFn.HARD_SIGMOID, 0.2f, 0.5f);
  private static final UnaryFunction ELU = new UnaryFunction(UnaryFn.ELU, 1, 0);
  private static final Set<UnaryFn> PLAIN =
      EnumSet.of(UnaryFn.TANH, UnaryFn.SIGMOID, UnaryFn.SOFTSIGN, UnaryFn.SOFTPLUS, UnaryFn.SELU);

  boolean isGate() {
    return fn.kind() == UnaryFn.SIGMOID || fn.kind() == UnaryFn.HARD_SIGMOID;
  }

  /** Returns whether the engine has a function for cells (and not for gates only). */
  static boolean isCellFunction(UnaryFunction fn) {
    return PLAIN.contains(fn.kind()) || fn.equals(UnaryFunction.RELU) || fn.equals(ELU);
  }

  /** One minus a gate, which is the gate of the negated form. */
  Activated complement() {
    return new Activated(fn, of.times(-1, 0));
  }

  /** Reads a region that is a function of an affine form. */
  static Optional<Activated> read(Region region, Uses uses, Moves moves, AffineReader reader) {
    Optional<Region> source = moves.source(region);
    Optional<Op> maker = source.flatMap(at -> uses.maker(at.tensor(), OpKind.Unary.class));
    if (maker.isEmpty()) {
      return Optional.empty();
    }
    UnaryFunction fn = ((OpKind.Unary) maker.get().kind()).fn();
    Tensor x = maker.get().in(0);
    while (true) {
      UnaryFunction last = fn;
      Optional<Op> before = uses.maker(x, OpKind.Unary.class);
      Optional<UnaryFunction> both =
          before.flatMap(op -> ((OpKind.Unary) op.kind()).fn().then(last));
      if (both.isEmpty()) {
        break;
      }
      fn = both.get();
      x = before.orElseThrow().in(0);
    }
    Affine of = reader.read(source.orElseThrow().in(x));
    if (fn.kind() == UnaryFn.HARD_SIGMOID) {
      // the engine's has Keras's slope and shift
      double slope = fn.alpha() / 0.2;
      return Optional.of(new Activated(HARD_SIGMOID, of.times(slope, (fn.beta() - 0.5) / 0.2)));
    }
    boolean known = isCellFunction(fn);
    return known ? Optional.of(new Activated(fn, of)) : Optional.empty();
  }
}
