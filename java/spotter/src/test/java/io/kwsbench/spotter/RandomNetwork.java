package io.kwsbench.spotter;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Padding;
import java.util.List;
import java.util.Random;

/**
 * Makes a convolutional network over a quarter of a second of sound, of the family of the Pi model:
 * convolutions, depthwise convolutions and pools, then a mean over time and a softmax.
 */
final class RandomNetwork {
  /** Samples of a window. */
  static final int WINDOW = 4000;

  static final List<String> LABELS = List.of("_silence_", "yes", "no");

  /** The kinds of layers. */
  enum Kind {
    CONVOLUTION,
    DEPTHWISE,
    MAX_POOL,
    AVERAGE_POOL
  }

  /**
   * A layer.
   *
   * @param channels of a convolution's output
   */
  record Layer(Kind kind, int kernel, int stride, Padding padding, int channels) {}

  private final GraphBuilder graph = GraphBuilder.graph();
  private final Random random;
  private String last = "sound";
  private long length = WINDOW;
  private int channels = 1;

  private RandomNetwork(long seed) {
    random = new Random(seed);
  }

  /**
   * The network. Layers whose kernel is longer than what is left of the sound are left out.
   *
   * @param seed of the weights
   */
  static FrozenGraph of(List<Layer> layers, long seed) {
    RandomNetwork network = new RandomNetwork(seed);
    network
        .graph
        .placeholder("x", 1, WINDOW)
        .vector("shape", 1, 1, WINDOW, 1)
        .op("Reshape", "sound", "x", "shape");
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).kernel() <= network.length) {
        network.add("layer" + i, layers.get(i));
      }
    }
    network.graph.vector("time", 1, 2).op("Mean", "mean", network.last, "time");
    network.floats("dense", network.channels, LABELS.size());
    return network
        .graph
        .op("MatMul", "logits", "mean", "dense")
        .op("Softmax", "p", "logits")
        .attr("_kwsbench_labels", LABELS)
        .build("random");
  }

  private void add(String name, Layer layer) {
    switch (layer.kind()) {
      case CONVOLUTION -> {
        floats(name + "/w", 1, layer.kernel(), channels, layer.channels());
        graph.op("Conv2D", name, last, name + "/w");
        channels = layer.channels();
      }
      case DEPTHWISE -> {
        floats(name + "/w", 1, layer.kernel(), channels, 1);
        graph.op("DepthwiseConv2dNative", name, last, name + "/w");
      }
      case MAX_POOL, AVERAGE_POOL ->
          graph
              .op(layer.kind() == Kind.MAX_POOL ? "MaxPool" : "AvgPool", name, last)
              .attr("ksize", new long[] {1, 1, layer.kernel(), 1});
    }
    graph
        .attr("strides", new long[] {1, 1, layer.stride(), 1})
        .attr("padding", layer.padding().name());
    length = layer.padding().windows(length, layer.kernel(), layer.stride());
    last = name;
    if (random.nextBoolean()) {
      floats(name + "/b", channels);
      graph.op("BiasAdd", name + "/biased", name, name + "/b");
      graph.op("Relu", name + "/relu", name + "/biased");
      last = name + "/relu";
    }
  }

  private void floats(String name, long... dims) {
    int count = 1;
    for (long dim : dims) {
      count *= (int) dim;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    graph.floats(name, dims, values);
  }
}
