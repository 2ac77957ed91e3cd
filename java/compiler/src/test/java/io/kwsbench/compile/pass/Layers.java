package io.kwsbench.compile.pass;

import io.kwsbench.graph.GraphBuilder;
import java.util.Arrays;

/** Layers of the graphs that rules are tried on. */
final class Layers {
  static final long[] ONES = {1, 1, 1, 1};

  private Layers() {}

  static GraphBuilder weights(GraphBuilder graph, String name, long... dims) {
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 11 - 5) / 8f;
    }
    return graph.floats(name, dims, values);
  }

  static GraphBuilder image(long height, long width, long channels) {
    return GraphBuilder.graph().placeholder("x", 1, height, width, channels);
  }

  static GraphBuilder convolution(
      GraphBuilder graph, String name, String input, String padding, long... filter) {
    return weights(graph, name + "/w", filter)
        .op("Conv2D", name, input, name + "/w")
        .attr("strides", ONES)
        .attr("padding", padding);
  }
}
