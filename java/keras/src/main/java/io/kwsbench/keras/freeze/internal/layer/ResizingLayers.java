package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Attrs;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** Resizing of images [1, height, width, channels], as {@code tf.image.resize} computes it. */
final class ResizingLayers {
  private ResizingLayers() {}

  static List<Value> resizing(LayerCall call) {
    LayerConfig config = call.config();
    for (String option : List.of("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias")) {
      if (config.flag(option, false)) {
        throw config.error(option, "is not supported");
      }
    }
    int height = config.integer("height");
    int width = config.integer("width");
    return List.of(resized(call, height, width, config.text("interpolation", "bilinear")));
  }

  /** The image with another size. */
  static Value resized(LayerCall call, int height, int width, String interpolation) {
    LayerConfig config = call.config();
    ArrayOps arrays = call.graph().arrays();
    boolean first = config.channelsFirst();
    Value given = call.input(4);
    Value x = first ? arrays.transpose(given, 0, 2, 3, 1) : given;
    if (height < 1 || width < 1) {
      throw config.error("a size below 1");
    }
    String op =
        switch (interpolation) {
          case "bilinear" -> "ResizeBilinear";
          case "nearest" -> "ResizeNearestNeighbor";
          default ->
              throw config.error("interpolation", "is '" + interpolation + "', not supported");
        };
    int[] shape = {x.dim(0), height, width, x.dim(3)};
    Dims.elements(shape);
    Attrs attrs =
        Attrs.ofType(x.type()).flag("align_corners", false).flag("half_pixel_centers", true);
    Value y = call.graph().add(op, List.of(x, call.graph().vector(height, width)), attrs, shape);
    return first ? arrays.transpose(y, 0, 3, 1, 2) : y;
  }
}
