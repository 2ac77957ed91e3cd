package io.kwsbench.compile.internal.loop;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes constants of equal elements one tensor, as folding makes one for every iteration. */
public final class SharedConstants {
  private final Map<Literal, Tensor> shared = new HashMap<>();
  private final Map<Tensor, Tensor> known = new IdentityHashMap<>();

  private SharedConstants() {}

  /** The same program, in which equal constants are the same tensor. */
  public static Program apply(Program program) {
    SharedConstants constants = new SharedConstants();
    List<Op> ops = new ArrayList<>(program.ops().size());
    for (Op op : program.ops()) {
      ops.add(op.withInputs(op.inputs().stream().map(constants::one).toList()));
    }
    return program.withOps(ops);
  }

  private Tensor one(Tensor tensor) {
    return tensor.isConstant()
        ? known.computeIfAbsent(
            tensor, t -> shared.computeIfAbsent(t.value().orElseThrow(), value -> t))
        : tensor;
  }
}
