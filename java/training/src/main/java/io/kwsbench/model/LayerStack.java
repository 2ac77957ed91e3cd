package io.kwsbench.model;

import io.kwsbench.graph.Shape;
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
    return new ModelSpec(name, layers);
  }

  Layer input(int samples) {
    return add("input", name -> new Layer.Input(name, samples));
  }

  Layer frames(Layer in, int size, int stride) {
    long frames = Padding.SAME.outputs(in.output().dim(0), size, stride);
    Shape output = Shape.of(frames, size);
    return add("frames", name -> new Layer.Frames(name, in.name(), size, stride, output));
  }

  Layer conv(Layer in, int filters, int kernel, int stride) {
    Shape shape = in.output();
    Shape output = Shape.of(Padding.VALID.outputs(shape.dim(0), kernel, stride), filters);
    int channels = (int) shape.dim(1);
    return add(
        "conv1d", name -> new Layer.Conv1D(name, in.name(), channels, kernel, stride, l2, output));
  }

  Layer depthwise(Layer in, int kernel, int stride, Padding padding) {
    Shape shape = in.output();
    Shape output = Shape.of(padding.outputs(shape.dim(0), kernel, stride), shape.dim(1));
    return add(
        "depthwise_conv2d",
        name -> new Layer.DepthwiseConv(name, in.name(), kernel, stride, padding, output));
  }

  /** Batch normalization, then ReLU6. */
  Layer normalized(Layer in) {
    Shape shape = in.output();
    Layer norm =
        add("batch_normalization", name -> new Layer.BatchNormalization(name, in.name(), shape));
    return add("activation", name -> new Layer.Relu6(name, norm.name(), shape));
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
    Shape output = Shape.of(first.output().dim(0) + second.output().dim(0));
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
