package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Layers that only reorder, and those that do nothing at inference. */
final class ShapeLayers {
  private ShapeLayers() {}

  static Map<String, LayerKind> kinds() {
    Map<String, LayerKind> kinds = new HashMap<>();
    kinds.put("Flatten", ShapeLayers::flatten);
    kinds.put("Reshape", ShapeLayers::reshape);
    kinds.put("Permute", ShapeLayers::permute);
    kinds.put("RepeatVector", ShapeLayers::repeatVector);
    for (String name :
        List.of(
            "Dropout",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "GaussianDropout",
            "GaussianNoise",
            "AlphaDropout",
            "ActivityRegularization",
            "SpatialDropout3D",
            "Identity")) {
      kinds.put(name, call -> List.of(call.input()));
    }
    return kinds;
  }

  private static List<Value> flatten(LayerCall call) {
    ArrayOps arrays = call.graph().arrays();
    Value x = call.input();
    if (call.config().channelsFirst() && x.rank() > 2) {
      int[] order = IntStream.range(0, x.rank()).map(i -> i == 0 ? 0 : i + 1).toArray();
      order[x.rank() - 1] = 1;
      x = arrays.transpose(x, order);
    }
    return List.of(arrays.reshape(x, x.dim(0), -1));
  }

  private static List<Value> reshape(LayerCall call) {
    Value x = call.input();
    int[] target = call.config().integers("target_shape");
    int[] shape = new int[target.length + 1];
    shape[0] = x.dim(0);
    System.arraycopy(target, 0, shape, 1, target.length);
    return List.of(call.graph().arrays().reshape(x, shape));
  }

  private static List<Value> permute(LayerCall call) {
    int[] dims = call.config().integers("dims");
    int[] order = new int[dims.length + 1];
    System.arraycopy(dims, 0, order, 1, dims.length);
    return List.of(call.graph().arrays().transpose(call.input(), order));
  }

  private static List<Value> repeatVector(LayerCall call) {
    LayerConfig config = call.config();
    ArrayOps arrays = call.graph().arrays();
    int times = config.integer("n");
    if (times < 1) {
      throw config.error("n", "is below 1");
    }
    return List.of(arrays.tile(arrays.expandDims(call.input(2), 1), 1, times, 1));
  }
}
