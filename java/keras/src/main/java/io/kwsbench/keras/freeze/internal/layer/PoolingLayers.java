package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pooling over windows and over everything. */
final class PoolingLayers {
  private PoolingLayers() {}

  static Map<String, LayerKind> kinds() {
    Map<String, LayerKind> kinds = new HashMap<>();
    kinds.put("MaxPooling1D", call -> pool1d(call, "MaxPool"));
    kinds.put("MaxPooling2D", call -> pool2d(call, "MaxPool"));
    kinds.put("AveragePooling1D", call -> pool1d(call, "AvgPool"));
    kinds.put("AveragePooling2D", call -> pool2d(call, "AvgPool"));
    kinds.put("GlobalMaxPooling1D", call -> global(call, "Max", 1));
    kinds.put("GlobalMaxPooling2D", call -> global(call, "Max", 2));
    kinds.put("GlobalAveragePooling1D", call -> global(call, "Mean", 1));
    kinds.put("GlobalAveragePooling2D", call -> global(call, "Mean", 2));
    for (String name : List.copyOf(kinds.keySet())) {
      kinds.put(name.replace("Pooling", "Pool").replace("Average", "Avg"), kinds.get(name));
    }
    return kinds;
  }

  private static List<Value> pool1d(LayerCall call, String op) {
    ArrayOps arrays = call.graph().arrays();
    boolean first = call.config().channelsFirst();
    Value x = call.input(3);
    Value last = first ? arrays.transpose(x, 0, 2, 1) : x;
    PaddedWindow[] windows = windows(call.config(), 1);
    PaddedWindow single = new PaddedWindow(1, 1, 1, windows[0].same());
    Value y = call.graph().nn().pool(op, arrays.expandDims(last, 2), windows[0], single);
    Value out = arrays.squeeze(y, 2);
    return List.of(first ? arrays.transpose(out, 0, 2, 1) : out);
  }

  private static List<Value> pool2d(LayerCall call, String op) {
    ArrayOps arrays = call.graph().arrays();
    boolean first = call.config().channelsFirst();
    Value x = call.input(4);
    Value last = first ? arrays.transpose(x, 0, 2, 3, 1) : x;
    PaddedWindow[] windows = windows(call.config(), 2);
    Value y = call.graph().nn().pool(op, last, windows[0], windows[1]);
    return List.of(first ? arrays.transpose(y, 0, 3, 1, 2) : y);
  }

  /** Strides are the pool's size unless they are given. */
  private static PaddedWindow[] windows(LayerConfig config, int dimensions) {
    int[] sizes =
        config.integers(config.has("pool_size") ? "pool_size" : "pool_length", dimensions);
    int[] strides = config.has("strides") ? config.integers("strides", dimensions) : sizes;
    String padding = config.text("padding", "valid");
    if (!padding.equals("same") && !padding.equals("valid")) {
      throw config.error("padding", "is '" + padding + "'");
    }
    PaddedWindow[] windows = new PaddedWindow[dimensions];
    for (int i = 0; i < dimensions; i++) {
      windows[i] = new PaddedWindow(sizes[i], strides[i], 1, padding.equals("same"));
    }
    return windows;
  }

  private static List<Value> global(LayerCall call, String op, int dimensions) {
    MathOps math = call.graph().math();
    Value x = call.input(dimensions + 2);
    int from = call.config().channelsFirst() ? 2 : 1;
    int[] axes = dimensions == 1 ? new int[] {from} : new int[] {from, from + 1};
    return List.of(math.reduce(op, x, call.config().flag("keepdims", false), axes));
  }
}
