package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces every sequence of recurrent cells that it recognizes with one operation. */
public final class RecoverSequences {
  private RecoverSequences() {}

  /** The same program with whole sequences where there were cells. */
  public static Program apply(Program program) {
    Program current = program;
    Set<Tensor> tried = new HashSet<>();
    while (true) {
      Optional<CellChain> chain =
          Chains.of(current).stream().filter(c -> tried.add(c.last().hidden())).findFirst();
      if (chain.isEmpty()) {
        return current;
      }
      current = replace(current, chain.get()).orElse(current);
    }
  }

  private static Optional<Program> replace(Program program, CellChain chain) {
    Set<Tensor> made = SequenceBuilder.made(chain);
    List<Op> ops = new ArrayList<>();
    int last = 0;
    for (Op op : program.ops()) {
      if (made.contains(op.out())) {
        last = ops.size();
      } else {
        ops.add(op);
      }
    }
    ops.addAll(last, SequenceBuilder.build(chain));
    return program.withOps(ops).sorted().map(Program::withoutDeadOps).filter(p -> isGain(p, chain));
  }

  /** Not if something else still needs the states between, so that they are computed twice. */
  private static boolean isGain(Program program, CellChain chain) {
    Uses uses = new Uses(program);
    List<Cell> cells = chain.cells().subList(0, chain.cells().size() - 1);
    Set<Tensor> handed = Collections.newSetFromMap(new IdentityHashMap<>());
    handed.addAll(chain.outputs());
    return cells.stream()
        .map(Cell::state)
        .filter(state -> !handed.contains(state))
        .noneMatch(state -> uses.maker(state).isPresent());
  }
}
