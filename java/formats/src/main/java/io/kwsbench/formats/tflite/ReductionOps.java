package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reductions along axes. */
final class ReductionOps {
  private ReductionOps() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    all.put("MEAN", call -> reduce(call, "Mean"));
    all.put("SUM", call -> reduce(call, "Sum"));
    all.put("REDUCE_MAX", call -> reduce(call, "Max"));
    all.put("REDUCE_MIN", call -> reduce(call, "Min"));
    all.put("REDUCE_PROD", call -> reduce(call, "Prod"));
    all.put("ARG_MAX", call -> index(call, "ArgMax"));
    all.put("ARG_MIN", call -> index(call, "ArgMin"));
    all.put("CUMSUM", ReductionOps::cumulative);
    return all;
  }

  private static List<Value> reduce(TfliteCall call, String op) {
    Value x = call.in(0);
    int[] axes = axes(call, x.rank());
    return List.of(axes.length == 0 ? x : call.math().reduce(op, x, call.operator().flag(0), axes));
  }

  /** The axes that a reduction names, each once. */
  static int[] axes(TfliteCall call, int rank) {
    return Arrays.stream(call.integers(1)).map(a -> call.axis(a, rank)).distinct().toArray();
  }

  private static List<Value> index(TfliteCall call, String op) {
    Value x = call.in(0);
    int axis = call.axis(call.integer(1), x.rank());
    Value over = call.graph().constant("dimension", Literal.ofInt(axis));
    Attrs attrs = Attrs.ofType(x.type()).type("Tidx", DType.INT32).type("output_type", DType.INT32);
    int[] shape = Dims.reduced(x.shape(), new int[] {axis}, false);
    return List.of(call.graph().add(op, DType.INT32, List.of(x, over), attrs, shape));
  }

  private static List<Value> cumulative(TfliteCall call) {
    Value x = call.in(0);
    Value axis = call.graph().integer(call.axis(call.integer(1), x.rank()));
    Attrs attrs =
        Attrs.ofType(x.type())
            .type("Tidx", DType.INT32)
            .flag("exclusive", call.operator().flag(0))
            .flag("reverse", call.operator().flag(1));
    return List.of(call.graph().add("Cumsum", x.type(), List.of(x, axis), attrs, x.shape()));
  }
}
