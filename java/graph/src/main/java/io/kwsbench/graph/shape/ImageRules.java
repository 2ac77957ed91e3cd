package io.kwsbench.graph.shape;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ops whose output's size is given: transposed convolutions and resizing. */
final class ImageRules {
  private ImageRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("Conv2DBackpropInput", ImageRules::sized);
    rules.put("DepthwiseConv2dNativeBackpropInput", ImageRules::sized);
    rules.put("ResizeBilinear", call -> resized(call, DType.FLOAT));
    rules.put("ResizeNearestNeighbor", call -> resized(call, call.dtype(0)));
    return rules;
  }

  /** {@code sizes, filter, gradients}: the sizes are the output's shape. */
  private static List<TensorInfo> sized(OpCall call) {
    Shape filter = call.ranked(1, 4);
    Shape in = call.ranked(2, 4);
    Optional<long[]> sizes = call.ints(0);
    if (sizes.isEmpty()) {
      return List.of(TensorInfo.of(call.dtype(2), Shape.unknown(4)));
    }
    Shape out = LayoutRules.checked(call, sizes.get());
    boolean fits =
        out.rank() == 4
            && (in.dim(0) < 0 || out.dim(0) == in.dim(0))
            && (filter.dim(2) < 0 || out.dim(3) == filter.dim(2));
    if (!fits) {
      throw call.bad("makes " + out + " of " + in + " with a filter " + filter);
    }
    return List.of(TensorInfo.of(call.dtype(2), out));
  }

  private static List<TensorInfo> resized(OpCall call, DType type) {
    Shape in = call.ranked(0, 4);
    long[] size = call.ints(1).orElse(new long[] {-1, -1});
    boolean known = call.ints(1).isPresent();
    if (size.length != 2 || known && (size[0] < 1 || size[1] < 1)) {
      throw call.bad("resizes " + in + " to " + size.length + " sizes");
    }
    return List.of(TensorInfo.of(type, Shape.of(in.dim(0), size[0], size[1], in.dim(3))));
  }
}
