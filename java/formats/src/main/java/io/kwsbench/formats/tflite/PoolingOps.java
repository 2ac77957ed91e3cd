package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;

/** Pools, and images of another size. */
final class PoolingOps {
  private PoolingOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "MAX_POOL_2D", call -> List.of(call.activated(pool(call, "MaxPool", call.in(0)), 5)),
        "AVERAGE_POOL_2D", call -> List.of(call.activated(pool(call, "AvgPool", call.in(0)), 5)),
        "L2_POOL_2D", PoolingOps::root,
        "RESIZE_BILINEAR", call -> resized(call, "ResizeBilinear", 2),
        "RESIZE_NEAREST_NEIGHBOR", call -> resized(call, "ResizeNearestNeighbor", 0));
  }

  static Value pool(TfliteCall call, String op, Value x) {
    if (x.rank() != 4) {
      throw call.error("has an input of " + x.rank() + " axes");
    }
    TfliteOperator options = call.operator();
    boolean same = Stride.same(call);
    return call.graph()
        .nn()
        .pool(
            op,
            x,
            new PaddedWindow(options.integer(4, 0), options.integer(2, 0), 1, same),
            new PaddedWindow(options.integer(3, 0), options.integer(1, 0), 1, same));
  }

  private static List<Value> root(TfliteCall call) {
    Value mean = pool(call, "AvgPool", call.math().unary("Square", call.in(0)));
    return List.of(call.activated(call.math().unary("Sqrt", mean), 5));
  }

  /**
   * @param corners the field of the options that says whether corners are aligned
   */
  private static List<Value> resized(TfliteCall call, String op, int corners) {
    Value x = call.in(0);
    int[] size = call.integers(1);
    if (x.rank() != 4 || size.length != 2 || size[0] < 1 || size[1] < 1) {
      throw call.error("needs an image of 4 axes and a size of at least 1 x 1");
    }
    Attrs attrs =
        Attrs.ofType(DType.FLOAT)
            .flag("align_corners", call.operator().flag(corners))
            .flag("half_pixel_centers", call.operator().flag(corners + 1));
    List<Value> inputs = List.of(x, call.graph().vector(size));
    return List.of(call.graph().add(op, inputs, attrs, x.dim(0), size[0], size[1], x.dim(3)));
  }
}
