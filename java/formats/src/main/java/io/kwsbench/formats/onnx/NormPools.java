package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pools that take the p-norm: {@code (Σ |x|^p)^(1/p)} of a window, or of a whole image. */
final class NormPools {
  private final MathOps math;
  private final IrBuilder graph;
  private final long p;

  private NormPools(OnnxCall call) {
    math = call.math();
    graph = call.graph();
    p = call.node().integer("p", 2);
    if (p < 1) {
      throw call.error("takes the norm of " + p);
    }
  }

  static Map<String, OnnxOp> all() {
    return Map.of(
        "LpPool", call -> List.of(new NormPools(call).local(call)),
        "GlobalLpPool", call -> List.of(new NormPools(call).global(call)));
  }

  private Laid global(OnnxCall call) {
    Laid x = call.in(0);
    int[] axes = IntStream.range(2, x.rank()).map(x::at).toArray();
    return x.with(root(math.reduce("Sum", power(x.value()), true, axes)));
  }

  private Laid local(OnnxCall call) {
    Laid x = call.in(0);
    Value image = Images.of(call, x);
    Windows whole = PoolWindows.of(call, x, image).whole();
    Value padded = whole.padded(call.graph(), power(image), 0);
    Value averages = PoolingOps.pool(call, "AvgPool", padded, whole, false);
    int size = whole.size()[0] * whole.size()[1];
    return Images.back(call, root(math.mul(averages, size)), x.rank());
  }

  private Value power(Value x) {
    if (p == 2) {
      return math.unary("Square", x);
    }
    Value size = math.unary("Abs", x);
    return p == 1 ? size : math.binary("Pow", size, graph.scalar(p));
  }

  private Value root(Value x) {
    if (p == 2) {
      return math.unary("Sqrt", x);
    }
    return p == 1 ? x : math.binary("Pow", x, graph.scalar(1f / p));
  }
}
