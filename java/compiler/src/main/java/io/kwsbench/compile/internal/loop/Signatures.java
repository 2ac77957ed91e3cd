package io.kwsbench.compile.internal.loop;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers operations so that those that do the same, to whatever elements, have the same number.
 */
final class Signatures {
  private Signatures() {}

  static int[] of(List<Op> ops) {
    Map<List<Object>, Integer> numbers = new HashMap<>();
    int[] ids = new int[ops.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = numbers.computeIfAbsent(signature(ops.get(i)), s -> numbers.size());
    }
    return ids;
  }

  private static List<Object> signature(Op op) {
    List<Object> all = new ArrayList<>();
    // where a slice starts may differ from iteration to iteration
    all.add(
        op.kind() instanceof OpKind.View view
            ? new OpKind.View(0, view.dims(), view.strides())
            : op.kind());
    for (int i = 0; i < op.inputs().size(); i++) {
      Tensor input = op.in(i);
      boolean fixed = input.isConstant() && !SliceAddressing.takesAnyConstant(op.kind(), i);
      all.add(fixed ? input : form(input));
    }
    op.outputs().forEach(output -> all.add(form(output)));
    return all;
  }

  private static Object form(Tensor tensor) {
    return tensor.isPresent() ? List.of(tensor.dtype(), tensor.shape()) : Tensor.NONE;
  }
}
