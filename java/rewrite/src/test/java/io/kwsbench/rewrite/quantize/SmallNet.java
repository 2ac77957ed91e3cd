package io.kwsbench.rewrite.quantize;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.util.Random;

/** Small spotters, layer by layer; the last layer reads the one before. */
final class SmallNet {
  private static final Attrs FLOAT = Attrs.ofType(DType.FLOAT);
  private final GraphBuilder graph = GraphBuilder.graph();
  private final Random random = new Random(1);
  private String last = "clip";
  private int channels = 1;

  SmallNet(int samples) {
    graph.placeholder("clip", 1, 1, samples, 1);
  }

  SmallNet conv(String name, int outputs) {
    return weighted("Conv2D", name, 3, channels, outputs).channels(outputs);
  }

  SmallNet depthwise(String name) {
    return depthwise(name, 3);
  }

  SmallNet depthwise(String name, int taps) {
    return weighted("DepthwiseConv2dNative", name, taps, channels, 1);
  }

  private SmallNet channels(int count) {
    channels = count;
    return this;
  }

  private SmallNet weighted(String op, String name, int taps, int in, int out) {
    weight(name + "/kernel", 1, taps, in, out);
    graph
        .op(op, name, last, name + "/kernel/read")
        .attrs(FLOAT.integers("strides", 1, 1, 1, 1).text("padding", "SAME"));
    last = name;
    return this;
  }

  private void weight(String name, long... dims) {
    int size = 1;
    for (long dim : dims) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    graph.weight(name, dims, values);
  }

  /** A vector, added to every row. */
  SmallNet bias(String name) {
    weight(name + "/value", channels);
    graph.op("BiasAdd", name, last, name + "/value/read").attrs(FLOAT);
    last = name;
    return this;
  }

  SmallNet unary(String op, String name) {
    graph.op(op, name, last).attrs(FLOAT);
    last = name;
    return this;
  }

  /** The mean over time, as a matrix of one row. */
  SmallNet mean(String name) {
    graph
        .vector(name + "/axes", 1, 2)
        .op("Mean", name, last, name + "/axes")
        .attrs(FLOAT.type("Tidx", DType.INT32).flag("keep_dims", false));
    last = name;
    return this;
  }

  SmallNet dense(String name, int outputs) {
    weight(name + "/kernel", channels, outputs);
    graph
        .op("MatMul", name, last, name + "/kernel/read")
        .attrs(FLOAT.flag("transpose_a", false).flag("transpose_b", false));
    last = name;
    return channels(outputs);
  }

  GraphBuilder builder() {
    return graph;
  }

  FrozenGraph build() {
    return graph.build("net");
  }
}
