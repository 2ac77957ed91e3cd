package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** Conv1D and Conv2D. */
final class ConvolutionLayer implements LayerKind {
  private final int dimensions;

  ConvolutionLayer(int dimensions) {
    this.dimensions = dimensions;
  }

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("kernel", "bias")
        : WeightSlot.trainable("kernel");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    ConvolutionFrame frame = new ConvolutionFrame(call, dimensions);
    int filters = call.config().integer("filters");
    int groups = call.config().integer("groups", 1);
    Value x = frame.input();
    if (groups < 1 || x.dim(3) % groups != 0 || filters % groups != 0) {
      throw call.config().error("groups", "do not divide the channels");
    }
    Value kernel =
        frame.kernel(
            "kernel", frame.kernelHeight(), frame.kernelWidth(), x.dim(3) / groups, filters);
    ArrayOps arrays = call.graph().arrays();
    List<Value> images = arrays.split(x, 3, groups);
    List<Value> kernels = arrays.split(kernel, 3, groups);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      parts.add(frame.run(images.get(i), kernels.get(i), (a, b) -> convolve(call, frame, a, b)));
    }
    return List.of(frame.finish(arrays.concat(parts, 3)));
  }

  private static Value convolve(LayerCall call, ConvolutionFrame frame, Value x, Value kernel) {
    int[] strides = frame.strides();
    return call.graph().nn().conv2d(x, kernel, strides[0], strides[1], frame.padsSame());
  }
}
