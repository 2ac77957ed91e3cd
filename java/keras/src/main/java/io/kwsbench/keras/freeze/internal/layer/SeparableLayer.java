package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.NeuralOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** SeparableConv1D and SeparableConv2D: depthwise, then pointwise, nothing between. */
final class SeparableLayer implements LayerKind {
  private final int dimensions;

  SeparableLayer(int dimensions) {
    this.dimensions = dimensions;
  }

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("depthwise_kernel", "pointwise_kernel", "bias")
        : WeightSlot.trainable("depthwise_kernel", "pointwise_kernel");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    ConvolutionFrame frame = new ConvolutionFrame(call, dimensions);
    LayerConfig config = call.config();
    NeuralOps nn = call.graph().nn();
    Value x = frame.input();
    int multiplier = config.integer("depth_multiplier", 1);
    Value depthwise =
        frame.kernel(
            "depthwise_kernel", frame.kernelHeight(), frame.kernelWidth(), x.dim(3), multiplier);
    Value pointwise =
        frame.kernel(
            "pointwise_kernel",
            1,
            1,
            Math.multiplyExact(x.dim(3), multiplier),
            config.integer("filters"));
    Value y = frame.run(x, depthwise, (a, b) -> DepthwiseLayer.convolve(call, frame, a, b));
    return List.of(frame.finish(nn.conv2d(y, pointwise, 1, 1, false)));
  }
}
