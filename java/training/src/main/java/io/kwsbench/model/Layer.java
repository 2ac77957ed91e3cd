package io.kwsbench.model;

import io.kwsbench.graph.Padding;
import io.kwsbench.tensor.Shape;
import java.util.List;

/** One Keras layer of a model. Shapes leave the batch out: {@code [frames, channels]}. */
public sealed interface Layer {
  /** Unique within the model: {@code conv1d_1}. */
  String name();

  /** The names of the layers it takes, in order. */
  List<String> inputs();

  /** The shape of what it yields. */
  Shape output();

  /** Its weights, in Keras's order; those that gradients move first, statistics last. */
  default List<WeightSpec> weights() {
    return List.of();
  }

  /** A layer that takes one other. */
  sealed interface Unary extends Layer {
    String input();

    @Override
    default List<String> inputs() {
      return List.of(input());
    }
  }

  /** The input of {@code size} floats: the samples of a clip or its features. */
  record Input(String name, int size) implements Layer {
    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public Shape output() {
      return Shape.of(size);
    }
  }

  /**
   * Frames of {@code size} samples, every {@code stride}.
   *
   * @param padding SAME puts zeros beyond either end
   * @param output {@code [frames, size]}
   */
  record Frames(String name, String input, int size, int stride, Padding padding, Shape output)
      implements Unary {}

  /** A convolution over time without bias. */
  record Conv1D(
      String name, String input, int channels, int kernel, int stride, double l2, Shape output)
      implements Unary {
    public int filters() {
      return (int) output.dim(-1);
    }

    @Override
    public List<WeightSpec> weights() {
      return List.of(WeightSpec.kernel(name, "kernel", l2, kernel, channels, filters()));
    }
  }

  /** A convolution over time of every channel by itself, without bias or L2. */
  record DepthwiseConv(
      String name, String input, int kernel, int stride, Padding padding, Shape output)
      implements Unary {
    public int channels() {
      return (int) output.dim(-1);
    }

    @Override
    public List<WeightSpec> weights() {
      return List.of(WeightSpec.kernel(name, "depthwise_kernel", 0, 1, kernel, channels(), 1));
    }
  }

  /** Batch normalization over the last axis. */
  record BatchNormalization(String name, String input, Shape output) implements Unary {
    public static final float EPSILON = 1e-3f;
    public static final float MOMENTUM = 0.99f;

    @Override
    public List<WeightSpec> weights() {
      long channels = output.dim(-1);
      return List.of(
          WeightSpec.constant(name, "gamma", true, 1, channels),
          WeightSpec.constant(name, "beta", true, 0, channels),
          WeightSpec.constant(name, "moving_mean", false, 0, channels),
          WeightSpec.constant(name, "moving_variance", false, 1, channels));
    }
  }

  /** {@code min(max(x, 0), 6)}. */
  record Relu6(String name, String input, Shape output) implements Unary {}

  record Flatten(String name, String input, Shape output) implements Unary {}

  record Reshape(String name, String input, Shape output) implements Unary {}

  /** Zeroes elements in training, and scales the others up by as much. */
  record Dropout(String name, String input, double rate, Shape output) implements Unary {}

  /** A full connection with a softmax. */
  record SoftmaxDense(
      String name, String input, int features, boolean bias, double l2, Shape output)
      implements Unary {
    @Override
    public List<WeightSpec> weights() {
      WeightSpec kernel = WeightSpec.kernel(name, "kernel", l2, features, output.dim(0));
      return bias
          ? List.of(kernel, WeightSpec.constant(name, "bias", true, 0, output.dim(0)))
          : List.of(kernel);
    }
  }

  /** The product of two inputs; the second one may have one channel for all of the first's. */
  record Multiply(String name, List<String> inputs, Shape output) implements Layer {}

  record GlobalMaxPooling(String name, String input, Shape output) implements Unary {}

  record GlobalAveragePooling(String name, String input, Shape output) implements Unary {}

  /**
   * The greatest of {@code size} frames, every {@code stride}; the ends are not padded with values.
   */
  record MaxPooling(String name, String input, int size, int stride, Shape output)
      implements Unary {}

  /** A softmax over the frames of every channel. */
  record SoftmaxOverTime(String name, String input, Shape output) implements Unary {}

  /** The sum of two inputs of one shape. */
  record Add(String name, List<String> inputs, Shape output) implements Layer {}

  /** Joins vectors, or the channels of maps. */
  record Concatenate(String name, List<String> inputs, Shape output) implements Layer {}
}
