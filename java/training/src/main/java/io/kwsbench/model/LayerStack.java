package io.kwsbench.model;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Padding;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Adds layer to layer, naming them as Keras does: {@code conv1d_1}, {@code conv1d_2}, …
 *
 * <p>Every method takes layers and returns the one it added.
 */
final class LayerStack {
  private final double l2;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * @param l2 the weight of every kernel's squared sum in the loss; depthwise kernels have none
   */
  LayerStack(double l2) {
    this.l2 = l2;
  }

  ModelSpec model(String name) {
    return new ModelSpec(name, KerasOrder.of(layers));
  }

  Layer input(int size) {
    return add("input", name -> new Layer.Input(name, size));
  }

  /** An input of frames by columns, which comes as one vector. */
  Layer framedInput(ClipFeatures features) {
    int frames = features.frameCount();
    return reshape(input(frames * features.columns()), frames, features.columns());
  }

  Layer frames(Layer in, int size, int stride) {
    return frames(in, size, stride, Padding.SAME);
  }

  Layer wholeFrames(Layer in, int size, int stride) {
    return frames(in, size, stride, Padding.VALID);
  }

  private Layer frames(Layer in, int size, int stride, Padding padding) {
    Shape output = Shape.of(padding.windows(in.output().dim(0), size, stride), size);
    return add("frames", name -> new Layer.Frames(name, in.name(), size, stride, padding, output));
  }

  Layer conv(Layer in, int filters, int kernel, int stride) {
    return conv(in, filters, kernel, stride, l2);
  }

  /** A convolution whose kernel has no part in the loss. */
  Layer unpenalizedConv(Layer in, int filters, int kernel, int stride) {
    return conv(in, filters, kernel, stride, 0);
  }

  private Layer conv(Layer in, int filters, int kernel, int stride, double penalty) {
    Shape shape = in.output();
    if (shape.dim(0) < kernel) {
      throw new KwsException(
          "a clip has " + shape.dim(0) + " frames, fewer than the " + kernel + " of a convolution");
    }
    Shape output = Shape.of(Padding.VALID.windows(shape.dim(0), kernel, stride), filters);
    int channels = (int) shape.dim(1);
    return add(
        "conv1d",
        name -> new Layer.Conv1D(name, in.name(), channels, kernel, stride, penalty, output));
  }

  Layer depthwise(Layer in, int kernel, int stride, Padding padding) {
    Shape shape = in.output();
    Shape output = Shape.of(padding.windows(shape.dim(0), kernel, stride), shape.dim(1));
    return add(
        "depthwise_conv2d",
        name -> new Layer.DepthwiseConv(name, in.name(), kernel, stride, padding, output));
  }

  /** Batch normalization, then ReLU6. */
  Layer normalized(Layer in) {
    Layer norm = normalization(in);
    return add("activation", name -> new Layer.Relu6(name, norm.name(), in.output()));
  }

  /** Batch normalization alone. */
  Layer normalization(Layer in) {
    return add(
        "batch_normalization", name -> new Layer.BatchNormalization(name, in.name(), in.output()));
  }

  Layer maxPool(Layer in, int size, int stride) {
    Shape shape = in.output();
    Shape output = Shape.of(Padding.SAME.windows(shape.dim(0), size, stride), shape.dim(1));
    return add(
        "max_pooling1d", name -> new Layer.MaxPooling(name, in.name(), size, stride, output));
  }

  Layer softmaxOverTime(Layer in) {
    return add("attention", name -> new Layer.SoftmaxOverTime(name, in.name(), in.output()));
  }

  Layer add(Layer first, Layer second) {
    return add(
        "add", name -> new Layer.Add(name, List.of(first.name(), second.name()), first.output()));
  }

  Layer flatten(Layer in) {
    Shape output = Shape.of(in.output().elements().orElseThrow());
    return add("flatten", name -> new Layer.Flatten(name, in.name(), output));
  }

  Layer reshape(Layer in, long... dims) {
    return add("reshape", name -> new Layer.Reshape(name, in.name(), Shape.of(dims)));
  }

  Layer dropout(Layer in, double rate) {
    return add("dropout", name -> new Layer.Dropout(name, in.name(), rate, in.output()));
  }

  Layer softmaxDense(Layer in, int units, boolean bias) {
    int features = (int) in.output().dim(0);
    return add(
        "dense",
        name -> new Layer.SoftmaxDense(name, in.name(), features, bias, l2, Shape.of(units)));
  }

  Layer multiply(Layer map, Layer factors) {
    return add(
        "multiply",
        name -> new Layer.Multiply(name, List.of(map.name(), factors.name()), map.output()));
  }

  Layer globalMax(Layer in) {
    Shape output = Shape.of(in.output().dim(-1));
    return add("global_max_pooling1d", name -> new Layer.GlobalMaxPooling(name, in.name(), output));
  }

  Layer globalAverage(Layer in) {
    Shape output = Shape.of(in.output().dim(-1));
    return add(
        "global_average_pooling1d",
        name -> new Layer.GlobalAveragePooling(name, in.name(), output));
  }

  Layer concatenate(Layer first, Layer second) {
    long[] dims = first.output().dims();
    dims[dims.length - 1] += second.output().dim(-1);
    Shape output = Shape.of(dims);
    return add(
        "concatenate",
        name -> new Layer.Concatenate(name, List.of(first.name(), second.name()), output));
  }

  private Layer add(String kind, Function<String, Layer> maker) {
    Layer layer = maker.apply(kind + "_" + counts.merge(kind, 1, Integer::sum));
    layers.add(layer);
    return layer;
  }
}
