package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.function.BinaryOperator;

/**
 * The common part of all convolutions: one dimension runs as two with a height of one; channels
 * come last; then padding, dilation, bias and activation.
 */
final class ConvolutionFrame {
  private final LayerCall call;
  private final int dimensions;
  private final boolean channelsFirst;
  private final boolean same;
  private final boolean causal;
  private final int[] kernel;
  private final int[] strides;
  private final int[] dilation;

  ConvolutionFrame(LayerCall call, int dimensions) {
    LayerConfig config = call.config();
    this.call = call;
    this.dimensions = dimensions;
    this.channelsFirst = config.channelsFirst();
    String padding = config.text("padding", "valid");
    this.same = padding.equals("same");
    this.causal = padding.equals("causal");
    if (!same && !causal && !padding.equals("valid") || causal && dimensions == 2) {
      throw config.error("padding", "is '" + padding + "'");
    }
    this.kernel = inTwo(config.integers("kernel_size", dimensions));
    this.strides = inTwo(setting(config, "strides"));
    this.dilation = inTwo(setting(config, "dilation_rate"));
    if (dilated() && (strides[0] > 1 || strides[1] > 1)) {
      throw config.error("has both strides and a dilation");
    }
  }

  private int[] setting(LayerConfig config, String key) {
    return config.has(key)
        ? config.integers(key, dimensions)
        : dimensions == 1 ? new int[] {1} : new int[] {1, 1};
  }

  private static int[] inTwo(int[] sizes) {
    int[] two = sizes.length == 1 ? new int[] {1, sizes[0]} : sizes;
    if (two[0] < 1 || two[1] < 1) {
      throw new KwsException("a size below 1");
    }
    return two;
  }

  boolean dilated() {
    return dilation[0] > 1 || dilation[1] > 1;
  }

  boolean same() {
    return same;
  }

  int kernelHeight() {
    return kernel[0];
  }

  int kernelWidth() {
    return kernel[1];
  }

  int[] strides() {
    return strides;
  }

  /** The input as [batch, height, width, channels], padded where the padding is causal. */
  Value input() {
    ArrayOps arrays = call.graph().arrays();
    Value x = call.input(dimensions + 2);
    if (channelsFirst) {
      x = dimensions == 1 ? arrays.transpose(x, 0, 2, 1) : arrays.transpose(x, 0, 2, 3, 1);
    }
    if (causal) {
      int left = Math.multiplyExact(dilation[1], kernel[1] - 1);
      x = arrays.pad(x, new int[] {0, left, 0}, new int[3]);
    }
    return dimensions == 1 ? arrays.expandDims(x, 1) : x;
  }

  /** A kernel of one dimension gets its height of one, as a constant or as Keras does it. */
  Value kernel(String name, int... shape) {
    if (dimensions == 2) {
      return call.weight(name, shape);
    }
    int[] stored = Dims.reduced(shape, new int[] {0}, false);
    Literal weight = call.weightConstant(name, stored);
    return call.graph().constant(name, weight.reshaped(shape));
  }

  /**
   * Runs a convolution, in the space of small images where it is dilated.
   *
   * @param convolution of the image and the kernel, VALID where {@code convolving.same} is false
   */
  Value run(Value x, Value kernelValue, BinaryOperator<Value> convolution) {
    if (!dilated()) {
      return convolution.apply(x, kernelValue);
    }
    return call.graph()
        .nn()
        .dilated(dilation[0], dilation[1])
        .around(x, kernel[0], kernel[1], same, image -> convolution.apply(image, kernelValue));
  }

  /** Returns whether TensorFlow is to pad by itself. */
  boolean padsSame() {
    return same && !dilated();
  }

  /** Bias, the axes as they came, activation. */
  Value finish(Value y) {
    ArrayOps arrays = call.graph().arrays();
    Value out = dimensions == 1 ? arrays.squeeze(y, 1) : y;
    if (call.has("bias")) {
      out = call.graph().nn().biasAdd(out, call.weight("bias", out.dim(-1)));
    }
    if (channelsFirst) {
      out = dimensions == 1 ? arrays.transpose(out, 0, 2, 1) : arrays.transpose(out, 0, 3, 1, 2);
    }
    return call.activated(out);
  }
}
