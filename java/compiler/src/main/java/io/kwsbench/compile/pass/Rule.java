package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/** A local rewrite: looks at one operation and those before it. */
@FunctionalInterface
interface Rule {
  /**
   * A replacement for an operation; empty when the rule does not apply.
   *
   * @param op the last operation of the pattern
   * @param uses who makes and uses what
   */
  Optional<Rewrite> match(Op op, Uses uses);

  /**
   * The replacement of an operation.
   *
   * @param ops they make all its outputs
   * @param absorbed earlier operations that went into them, which no one needs any more
   */
  record Rewrite(List<Op> ops, List<Op> absorbed) {
    public Rewrite {
      ops = List.copyOf(ops);
      absorbed = List.copyOf(absorbed);
    }

    static Optional<Rewrite> of(Op op, Op... absorbed) {
      return Optional.of(new Rewrite(List.of(op), List.of(absorbed)));
    }
  }
}
