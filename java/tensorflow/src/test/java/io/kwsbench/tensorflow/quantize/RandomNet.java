package io.kwsbench.tensorflow.quantize;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.util.Random;

/**
 * A spotter of random layers. Samples and the first weights are multiples of 1/64, so that what the
 * first convolution computes is exact in any order.
 */
final class RandomNet {
  static final int SAMPLES = 64;
  private static final Attrs FLOAT = Attrs.ofType(DType.FLOAT);
  private final GraphBuilder graph = GraphBuilder.graph();
  private final Random random;
  private String last = "clip";
  private int width = SAMPLES;
  private int channels = 1;
  private int layers;

  private RandomNet(long seed) {
    this.random = new Random(seed);
    graph.placeholder("clip", 1, 1, SAMPLES, 1);
  }

  static FrozenGraph graph(long seed) {
    return new RandomNet(seed).build();
  }

  /** Samples for it. */
  static float[] clip(Random random) {
    float[] samples = new float[SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (random.nextInt(129) - 64) / 64f;
    }
    return samples;
  }

  private FrozenGraph build() {
    conv("Conv2D", 1 + random.nextInt(12), 1);
    activation();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      layer();
    }
    // one that is certainly no answer
    conv("Conv2D", 3, 0);
    unary("Relu");
    graph
        .vector("axes", 1, 2)
        .op("Mean", "mean", last, "axes")
        .attrs(FLOAT.type("Tidx", DType.INT32).flag("keep_dims", false));
    last = "mean";
    weight("answer/kernel", 0, channels, 4);
    graph
        .op("MatMul", "answer", last, "answer/kernel")
        .attrs(FLOAT.flag("transpose_a", false).flag("transpose_b", false))
        .op("Softmax", "scores", "answer")
        .attrs(FLOAT);
    return graph.build("random");
  }

  private void layer() {
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        conv("DepthwiseConv2dNative", 1 + random.nextInt(2), 0);
        conv("Conv2D", 1 + random.nextInt(20), 0);
        activation();
      }
      case 2 -> {
        conv("Conv2D", 1 + random.nextInt(9), 0);
        activation();
      }
      case 3 -> {
        // sums of more products than a float holds for sure
        conv("Conv2D", 300, 0);
        activation();
        conv("Conv2D", 2, 0);
        activation();
      }
      case 4 -> pool();
      case 5 -> residual();
      default -> {
        conv("DepthwiseConv2dNative", 1, 0);
        activation();
      }
    }
  }

  private String name(String op) {
    return op + layers++;
  }

  private void conv(String op, int outputs, int grid) {
    String name = name(op);
    int size = Math.min(width, 1 + random.nextInt(4));
    boolean same = random.nextBoolean();
    int stride = random.nextInt(4) == 0 ? 2 : 1;
    weight(name + "/kernel", grid, 1, size, channels, outputs);
    graph
        .op(op, name, last, name + "/kernel")
        .attrs(
            FLOAT
                .integers("strides", 1, stride, stride, 1)
                .text("padding", same ? "SAME" : "VALID"));
    last = name;
    width = same ? (width + stride - 1) / stride : (width - size) / stride + 1;
    channels = op.equals("Conv2D") ? outputs : channels * outputs;
    if (grid == 0 && random.nextBoolean()) {
      shift();
    }
  }

  private void shift() {
    String name = name("shift");
    weight(name + "/value", 0, channels);
    graph.op("BiasAdd", name, last, name + "/value").attrs(FLOAT);
    last = name;
  }

  private void weight(String name, int grid, long... dims) {
    int size = 1;
    for (long dim : dims) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    double scale = Math.pow(10, random.nextInt(3) - 2);
    for (int i = 0; i < size; i++) {
      values[i] =
          grid == 1 ? (random.nextInt(129) - 64) / 64f : (float) (random.nextGaussian() * scale);
    }
    graph.floats(name, dims, values);
  }

  private void activation() {
    switch (random.nextInt(4)) {
      case 0 -> unary("Relu");
      case 1, 2 -> unary("Relu6");
      default -> {}
    }
  }

  private void unary(String op) {
    String name = name(op);
    graph.op(op, name, last).attrs(FLOAT);
    last = name;
  }

  private void pool() {
    if (width < 2) {
      return;
    }
    String name = name("pool");
    graph
        .op("MaxPool", name, last)
        .attrs(
            FLOAT
                .integers("ksize", 1, 1, 2, 1)
                .integers("strides", 1, 1, 2, 1)
                .text("padding", "VALID"));
    last = name;
    width /= 2;
  }

  private void residual() {
    String before = last;
    String name = name("kernel");
    weight(name, 0, 1, 3, channels, channels);
    String conv = name("Conv2D");
    graph
        .op("Conv2D", conv, before, name)
        .attrs(FLOAT.integers("strides", 1, 1, 1, 1).text("padding", "SAME"));
    String sum = name("sum");
    graph.op("AddV2", sum, before, conv).attrs(FLOAT);
    last = sum;
    activation();
  }
}
