package io.kwsbench.compile.internal.loop;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one loop of every run of equal iterations: what unrolled cells that no sequence step fits
 * have become. The iterations at its ends that differ (a first state that is constant, a last one
 * that nobody needs) stay as they are.
 */
public final class RollLoops {
  /** Steps that a loop saves at least. */
  private static final int MIN_SAVED = 6;

  private RollLoops() {}

  /** The same program with loops. */
  public static Program apply(Program program) {
    int[] ids = Signatures.of(program.ops());
    Uses uses = new Uses(program);
    Order order = new Order(program);
    List<Op> ops = new ArrayList<>();
    Iterations.Work work = new Iterations.Work();
    int at = 0;
    while (at < ids.length) {
      if (work.isExhausted()) {
        ops.addAll(program.ops().subList(at, ids.length));
        break;
      }
      Optional<Rolled> rolled =
          Iterations.at(ids, at, work)
              .filter(run -> pays(program.ops(), run))
              .filter(run -> spend(work, run))
              .flatMap(run -> LoopBodyBuilder.roll(program, uses, order, run));
      if (rolled.isPresent()) {
        ops.addAll(rolled.get().ops());
        at = rolled.get().run().end();
      } else {
        ops.add(program.ops().get(at++));
      }
    }
    return program.withOps(ops);
  }

  /** Trying to roll a run looks at all of it. */
  private static boolean spend(Iterations.Work work, Iterations run) {
    work.add(run.end() - run.start());
    return true;
  }

  /**
   * The replacement of a run.
   *
   * @param ops slices that others see, the loop, views of what it makes
   */
  record Rolled(Iterations run, List<Op> ops) {}

  private static boolean pays(List<Op> ops, Iterations run) {
    long steps =
        ops.subList(run.start(), run.start() + run.period()).stream()
            .filter(op -> !isFree(op.kind()))
            .count();
    return steps * (run.trips() - 1) >= MIN_SAVED;
  }

  static boolean isFree(OpKind kind) {
    return kind instanceof OpKind.Reshape
        || kind instanceof OpKind.View view && view.isContiguous();
  }
}
