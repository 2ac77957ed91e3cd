package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * DepthwiseConv2D, Keras's own and that of {@code keras.applications.mobilenet}; DepthwiseConv1D.
 */
final class DepthwiseLayer implements LayerKind {
  private final int dimensions;

  DepthwiseLayer(int dimensions) {
    this.dimensions = dimensions;
  }

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("depthwise_kernel", "bias")
        : WeightSlot.trainable("depthwise_kernel");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    ConvolutionFrame frame = new ConvolutionFrame(call, dimensions);
    Value x = frame.input();
    Value kernel =
        frame.kernel(
            "depthwise_kernel",
            frame.kernelHeight(),
            frame.kernelWidth(),
            x.dim(3),
            call.config().integer("depth_multiplier", 1));
    Value y = frame.run(x, kernel, (a, b) -> convolve(call, frame, a, b));
    return List.of(frame.finish(y));
  }

  /**
   * TensorFlow's operation has one stride for both axes; along an axis of one it is all the same.
   */
  static Value convolve(LayerCall call, ConvolutionFrame frame, Value x, Value kernel) {
    int[] strides = frame.strides();
    int stride = x.dim(1) == 1 && frame.kernelHeight() == 1 ? strides[1] : strides[0];
    boolean narrow = x.dim(2) == 1 && frame.kernelWidth() == 1;
    if (stride != strides[1] && !narrow) {
      throw call.config().error("strides", "differ between the two axes");
    }
    return call.graph().nn().depthwise(x, kernel, stride, frame.padsSame());
  }
}
