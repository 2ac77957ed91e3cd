package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Layers that add, cut or multiply rows: ZeroPadding, Cropping and UpSampling. */
final class MarginLayers {
  private MarginLayers() {}

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "ZeroPadding1D", call -> pad(call, 1),
        "ZeroPadding2D", call -> pad(call, 2),
        "Cropping1D", call -> crop(call, 1),
        "Cropping2D", call -> crop(call, 2),
        "UpSampling1D", call -> upsample(call, 1),
        "UpSampling2D", call -> upsample(call, 2));
  }

  /** The first of the axes that the layer works on. */
  private static int firstAxis(LayerConfig config) {
    return config.channelsFirst() ? 2 : 1;
  }

  private static List<Value> pad(LayerCall call, int dimensions) {
    Value x = call.input(dimensions + 2);
    int[][] margins = margins(call.config(), "padding", dimensions);
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    int first = firstAxis(call.config());
    for (int i = 0; i < dimensions; i++) {
      before[first + i] = margins[i][0];
      after[first + i] = margins[i][1];
    }
    return List.of(call.graph().arrays().pad(x, before, after));
  }

  private static List<Value> crop(LayerCall call, int dimensions) {
    Value x = call.input(dimensions + 2);
    int[][] margins = margins(call.config(), "cropping", dimensions);
    int first = firstAxis(call.config());
    List<AxisSlice> slices = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean cut = axis >= first && axis < first + dimensions;
      slices.add(
          cut
              ? range(margins[axis - first][0], x.dim(axis) - margins[axis - first][1])
              : new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), 1));
    }
    return List.of(call.graph().arrays().slice(x, slices));
  }

  private static AxisSlice range(int from, int to) {
    return new AxisSlice.Range(OptionalInt.of(from), OptionalInt.of(Math.max(from, to)), 1);
  }

  private static List<Value> upsample(LayerCall call, int dimensions) {
    LayerConfig config = call.config();
    ArrayOps arrays = call.graph().arrays();
    int[] sizes = config.integers(config.has("size") ? "size" : "length", dimensions);
    Value x = call.input(dimensions + 2);
    String interpolation = config.text("interpolation", "nearest");
    if (!interpolation.equals("nearest")) {
      int first = firstAxis(config);
      int height = Math.multiplyExact(x.dim(first), sizes[0]);
      int width = Math.multiplyExact(x.dim(first + 1), sizes[1]);
      return List.of(ResizingLayers.resized(call, height, width, interpolation));
    }
    for (int i = 0; i < dimensions; i++) {
      x = arrays.repeatElements(x, firstAxis(config) + i, sizes[i]);
    }
    return List.of(x);
  }

  /**
   * {@code 1}, {@code [1, 2]} (for one axis: both ends; for two: one each) or {@code
   * [[1,2],[3,4]]}.
   */
  private static int[][] margins(LayerConfig config, String key, int dimensions) {
    JsonNode json = config.json(key);
    int[][] margins = new int[dimensions][2];
    if (dimensions == 2 && json.isArray() && json.path(0).isArray()) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          margins[i][j] = json.path(i).path(j).asInt(-1);
        }
      }
    } else {
      int[] both = config.integers(key, 2);
      margins =
          dimensions == 1
              ? new int[][] {both}
              : new int[][] {{both[0], both[0]}, {both[1], both[1]}};
    }
    if (Arrays.stream(margins).flatMapToInt(Arrays::stream).anyMatch(m -> m < 0)) {
      throw config.error(key, "is negative or no number");
    }
    return margins;
  }
}
