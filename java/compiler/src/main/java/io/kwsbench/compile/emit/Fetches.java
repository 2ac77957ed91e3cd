package io.kwsbench.compile.emit;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what is fetched but not computed, constants and feeds, into memory of its own. */
final class Fetches {
  private Fetches() {}

  static Program materialized(Program program) {
    Uses uses = new Uses(program);
    List<Op> ops = new ArrayList<>(program.ops());
    Map<TensorName, Tensor> fetches = new LinkedHashMap<>();
    program.fetches().forEach((name, tensor) -> fetches.put(name, own(name, tensor, uses, ops)));
    return new Program(program.feeds(), ops, fetches);
  }

  private static Tensor own(TensorName name, Tensor tensor, Uses uses, List<Op> ops) {
    Tensor source = tensor;
    while (uses.maker(source, OpKind.Reshape.class).isPresent()) {
      source = uses.maker(source).orElseThrow().in(0);
    }
    // a part of another tensor's memory may lie at any offset; a fetch is aligned
    boolean computed =
        uses.maker(source).filter(op -> !(op.kind() instanceof OpKind.View)).isPresent();
    if (computed) {
      return tensor;
    }
    // a join of one part is a copy
    Tensor copy = Tensor.of(name.toString(), tensor.dtype(), tensor.shape());
    Tensor flat = Tensor.of(name + "/copy", tensor.dtype(), Shape.of(tensor.elements()));
    ops.add(Op.of(new OpKind.Concat(0), List.of(tensor), flat, name.node()));
    ops.add(Op.of(new OpKind.Reshape(), List.of(flat), copy, name.node()));
    return copy;
  }
}
