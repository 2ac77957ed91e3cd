package io.kwsbench.workload;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.NetworkLayers;
import io.kwsbench.graph.Padding;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.tensor.DType;
import org.tensorflow.proto.DataType;

/**
 * Layers as Keras and the 2017 system's script froze them, operation by operation, with weights
 * from a fixed seed. Not thread-safe.
 */
final class FrozenLayers implements NetworkLayers<FrozenLayers.Flow> {
  private static final long SEED = 195;
  private static final String SCOPE = "conv_1d_time_sliced_with_attention/";

  private final GraphBuilder graph;
  private final SeededWeights random = new SeededWeights(SEED);
  private int convolutions;
  private int depthwise;
  private int dense;
  private int lambdas = 3;

  FrozenLayers(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * The output of a layer.
   *
   * @param node its last node
   * @param steps of time; 1 of a vector
   * @param channels of a step
   */
  record Flow(String node, int steps, int channels) {
    private Flow of(String other) {
      return new Flow(other, steps, channels);
    }
  }

  @Override
  public Flow frames(int samples, int size, int hop) {
    graph.placeholder(ChallengeGraph.FILE, DataType.DT_STRING);
    graph.op("ReadFile", "ReadFile", ChallengeGraph.FILE);
    graph
        .op("DecodeWav", ChallengeGraph.DATA, "ReadFile")
        .attr("desired_samples", samples)
        .attr("desired_channels", 1);
    String flat = reshape("Reshape", ChallengeGraph.DATA, new int[] {1, -1});
    String image = reshape(SCOPE + "lambda_3/Reshape", flat, new int[] {-1, 1, samples, 1});
    String patches =
        graph
            .op("ExtractImagePatches", SCOPE + "lambda_3/ExtractImagePatches", image)
            .type("T", DType.FLOAT)
            .attr("ksizes", new long[] {1, 1, size, 1})
            .attr("strides", new long[] {1, 1, hop, 1})
            .attr("rates", new long[] {1, 1, 1, 1})
            .attr("padding", Padding.SAME.name())
            .name();
    int steps = (int) Padding.SAME.windows(samples, size, hop);
    return new Flow(squeeze(SCOPE + "lambda_3/Squeeze", patches), steps, size);
  }

  @Override
  public Flow convolution(Flow in, int out, int width, int stride) {
    String layer = "conv1d_" + ++convolutions;
    int taps = width * in.channels();
    String kernel =
        weight(layer + "/kernel", random.normal(taps * out, 2.0 / taps), width, in.channels(), out);
    String scope = SCOPE + layer + "/convolution/";
    String image = expand(scope + "ExpandDims", in.node(), 1);
    String filter = expand(scope + "ExpandDims_1", kernel, 0);
    String made =
        graph
            .op("Conv2D", scope + "Conv2D", image, filter)
            .type("T", DType.FLOAT)
            .attr("strides", new long[] {1, 1, stride, 1})
            .attr("padding", Padding.VALID.name())
            .attr("data_format", "NHWC")
            .attr("use_cudnn_on_gpu", true)
            .name();
    String normed = relu6(batchNorm(squeeze(scope + "Squeeze", made), out));
    return new Flow(normed, (int) Padding.VALID.windows(in.steps(), width, stride), out);
  }

  @Override
  public Flow depthwise(Flow in, int taps, int stride, Padding padding) {
    String layer = "depthwise_conv2d_" + ++depthwise;
    int channels = in.channels();
    String kernel =
        weight(
            layer + "/depthwise_kernel",
            random.normal(taps * channels, 1.0 / taps),
            1,
            taps,
            channels,
            1);
    String image = expand(SCOPE + "lambda_" + ++lambdas + "/ExpandDims", in.node(), 1);
    String product =
        graph
            .op("DepthwiseConv2dNative", SCOPE + layer + "/depthwise", image, kernel)
            .type("T", DType.FLOAT)
            // TensorFlow wants equal strides along both axes; the height is 1
            .attr("strides", new long[] {1, stride, stride, 1})
            .attr("padding", padding.name())
            .attr("data_format", "NHWC")
            .name();
    String sequence = squeeze(SCOPE + "lambda_" + ++lambdas + "/Squeeze", product);
    return new Flow(sequence, (int) padding.windows(in.steps(), taps, stride), channels);
  }

  /** Inference-time batch norm as TensorFlow 1 spells it: x · (γ/√(σ²+ε)) + (β − μ · γ/√(σ²+ε)). */
  private String batchNorm(String input, int channels) {
    String layer = "batch_normalization_" + convolutions;
    String gamma = norm(layer + "/gamma", channels, 1);
    // a bias above 0 keeps most units alive through the ReLUs
    String beta = norm(layer + "/beta", channels, 0.1f);
    String mean = norm(layer + "/moving_mean", channels, 0);
    String variance = norm(layer + "/moving_variance", channels, 1);
    String scope = SCOPE + layer + "/batchnorm_1/";
    String epsilon = floats(scope + "add/y", new float[] {0.001f});
    String root = plain("Rsqrt", scope + "Rsqrt", plain("Add", scope + "add", variance, epsilon));
    String scale = plain("Mul", scope + "mul", root, gamma);
    String scaled = plain("Mul", scope + "mul_1", input, scale);
    String shift = plain("Sub", scope + "sub", beta, plain("Mul", scope + "mul_2", mean, scale));
    return plain("Add", scope + "add_1", scaled, shift);
  }

  private String norm(String name, int channels, float value) {
    return weight(name, SeededWeights.constant(channels, value), channels);
  }

  private String relu6(String input) {
    String scope = SCOPE + "activation_" + convolutions + "/";
    String relu = plain("Relu", scope + "Relu", input);
    String six = floats(scope + "Const", new float[] {6});
    String zero = floats(scope + "Const_1", new float[] {0});
    String below = plain("Minimum", scope + "clip_by_value/Minimum", relu, six);
    return plain("Maximum", scope + "clip_by_value", below, zero);
  }

  @Override
  public Flow flatten(Flow map) {
    int flat = map.steps() * map.channels();
    String made = reshape(SCOPE + "flatten_1/Reshape", map.node(), new int[] {-1, flat});
    return new Flow(made, 1, flat);
  }

  @Override
  public Flow dropout(Flow in) {
    return in;
  }

  @Override
  public Flow softmaxDense(Flow in, int units, boolean bias) {
    String layer = "dense_" + ++dense;
    // classes answer more sharply than attention, so that clips differ
    double variance = (bias ? 1.0 : 2.0) / in.channels();
    String kernel =
        weight(
            layer + "/kernel",
            random.normal(in.channels() * units, variance),
            in.channels(),
            units);
    String scope = SCOPE + layer + "/";
    String offsets = bias ? weight(layer + "/bias", SeededWeights.constant(units, 0), units) : null;
    String logits = matMul(scope + "MatMul", in.node(), kernel);
    if (bias) {
      logits =
          graph
              .op("BiasAdd", scope + "BiasAdd", logits, offsets)
              .type("T", DType.FLOAT)
              .attr("data_format", "NHWC")
              .name();
    }
    return new Flow(plain("Softmax", scope + "Softmax", logits), 1, units);
  }

  @Override
  public Flow weighted(Flow map, Flow factors) {
    String weights = expand(SCOPE + "lambda_" + ++lambdas + "/ExpandDims", factors.node(), -1);
    return map.of(plain("Mul", SCOPE + "multiply_1/mul", map.node(), weights));
  }

  @Override
  public Flow globalMax(Flow map) {
    return pooled("Max", "global_max_pooling1d_1/Max", map);
  }

  @Override
  public Flow globalAverage(Flow map) {
    return pooled("Mean", "global_average_pooling1d_1/Mean", map);
  }

  private Flow pooled(String op, String name, Flow map) {
    return new Flow(reduce(op, SCOPE + name, map.node()), 1, map.channels());
  }

  @Override
  public Flow concatenate(Flow first, Flow second) {
    String axis = ints(SCOPE + "concatenate_1/concat/axis", new int[] {1});
    String both =
        graph
            .op("ConcatV2", SCOPE + "concatenate_1/concat", first.node(), second.node(), axis)
            .type("T", DType.FLOAT)
            .type("Tidx", DType.INT32)
            .attr("N", 2)
            .name();
    return new Flow(both, 1, first.channels() + second.channels());
  }

  /** The output without the batch, under the standard name. */
  void answer(Flow probabilities) {
    reshape(ChallengeGraph.OUTPUT, probabilities.node(), new int[] {-1});
  }

  private String plain(String op, String name, String... inputs) {
    return graph.op(op, name, inputs).type("T", DType.FLOAT).name();
  }

  private String matMul(String name, String a, String b) {
    return graph
        .op("MatMul", name, a, b)
        .type("T", DType.FLOAT)
        .attr("transpose_a", false)
        .attr("transpose_b", false)
        .name();
  }

  private String reduce(String op, String name, String input) {
    String axes = ints(name + "/reduction_indices", new int[] {1});
    return graph
        .op(op, name, input, axes)
        .type("T", DType.FLOAT)
        .type("Tidx", DType.INT32)
        .attr("keep_dims", false)
        .name();
  }

  private String reshape(String name, String input, int[] shape) {
    String wanted = ints(name + "/shape", shape, shape.length);
    return graph
        .op("Reshape", name, input, wanted)
        .type("T", DType.FLOAT)
        .type("Tshape", DType.INT32)
        .name();
  }

  private String expand(String name, String input, int axis) {
    String dim = ints(name + "/dim", new int[] {axis});
    return graph
        .op("ExpandDims", name, input, dim)
        .type("T", DType.FLOAT)
        .type("Tdim", DType.INT32)
        .name();
  }

  private String squeeze(String name, String input) {
    return graph
        .op("Squeeze", name, input)
        .type("T", DType.FLOAT)
        .attr("squeeze_dims", new long[] {1})
        .name();
  }

  private String floats(String name, float[] values, long... dims) {
    return graph.floats(name, dims, values).name();
  }

  private String ints(String name, int[] values, long... dims) {
    return graph.ints(name, dims, values).name();
  }

  private String weight(String name, float[] values, long... dims) {
    return graph.weight(name, dims, values).name();
  }
}
