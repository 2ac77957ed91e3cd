package io.kwsbench.compile.internal.loop;

import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * The places in a program where each tensor is made, and where it is read first and last. They are
 * collected once, so that trying a run costs no look at the whole program.
 */
final class Order {
  private record Reads(int first, int last) {
    private static final Reads ALWAYS = new Reads(-1, Integer.MAX_VALUE);

    Reads and(Reads later) {
      return new Reads(Math.min(first, later.first), Math.max(last, later.last));
    }
  }

  private final Map<Tensor, Integer> makers = new HashMap<>();
  private final Map<Tensor, Reads> reads = new HashMap<>();

  Order(Program program) {
    for (int i = 0; i < program.ops().size(); i++) {
      Op op = program.ops().get(i);
      for (Tensor output : op.outputs()) {
        makers.put(output, i);
      }
      for (Tensor input : op.inputs()) {
        reads.merge(input, new Reads(i, i), Reads::and);
      }
    }
    makers.remove(Tensor.NONE);
    program.fetches().values().forEach(fetched -> reads.put(fetched, Reads.ALWAYS));
  }

  /** The place of the operation in a run that makes a tensor; null where none in it does. */
  Integer indexIn(Iterations run, Tensor tensor) {
    Integer index = makers.get(tensor);
    return index == null || index < run.start() || index >= run.end() ? null : index;
  }

  /** Returns whether an operation outside of a run reads a tensor, or it is fetched. */
  boolean isReadOutside(Iterations run, Tensor tensor) {
    Reads all = reads.get(tensor);
    return all != null && (all.first() < run.start() || all.last() >= run.end());
  }
}
