package io.kwsbench.workload;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.DataType;

/**
 * The 12-class Raspberry Pi architecture (experiment 195 of the prize-winning system) as the
 * original froze it, with weights from a fixed seed. It costs what the trained one costs and
 * recognises nothing.
 *
 * <p>Input: a WAV file's name at {@code wav_fn}, or 16,000 samples at {@code decoded_sample_data:0}
 * and their rate at {@code :1}. Overlapping frames of 40 samples every 20 → 1-D convolution (3,
 * stride 2) → eleven depthwise-separable convolutions (3) → attention over the nine steps left →
 * softmax over {@link #LABELS} at {@code labels_softmax:0}. 1,137,664 weights.
 */
public final class SeededPiGraph {
  /** What the classes would be, in the challenge's order. */
  public static final List<String> LABELS =
      Stream.concat(Stream.of("silence", "unknown"), SpeechCommands.CHALLENGE.stream()).toList();

  private static final long SEED = 195;
  private static final String SCOPE = "conv_1d_time_sliced_with_attention/";
  private static final TimeSlicedNetwork PI = TimeSlicedNetwork.PI;

  private final GraphBuilder graph = GraphBuilder.graph();
  private final SeededWeights random = new SeededWeights(SEED);
  private int convolutions;
  private int depthwise;
  private int lambdas = 3;

  private SeededPiGraph() {}

  /** Makes the graph; the same bytes every time. */
  public static FrozenGraph make() {
    return new SeededPiGraph().write().build("untrained Pi graph, seeded weights");
  }

  private GraphBuilder write() {
    String flow =
        convolution(
            frames(),
            TimeSlicedNetwork.FRAME,
            PI.stem(),
            TimeSlicedNetwork.KERNEL,
            TimeSlicedNetwork.STEM_STRIDE);
    int channels = PI.stem();
    for (TimeSlicedNetwork.Separable made : PI.separables()) {
      flow = separable(flow, channels, made);
      channels = made.channels();
    }
    head(flow, channels);
    return graph;
  }

  private String frames() {
    graph.placeholder("wav_fn", DataType.DT_STRING);
    graph.op("ReadFile", "ReadFile", "wav_fn");
    graph
        .op("DecodeWav", "decoded_sample_data", "ReadFile")
        .attr("desired_samples", KeywordClip.SAMPLES)
        .attr("desired_channels", 1);
    String flat = reshape("Reshape", "decoded_sample_data", new int[] {1, -1});
    String image =
        reshape(SCOPE + "lambda_3/Reshape", flat, new int[] {-1, 1, KeywordClip.SAMPLES, 1});
    String patches =
        graph
            .op("ExtractImagePatches", SCOPE + "lambda_3/ExtractImagePatches", image)
            .type("T", DType.FLOAT)
            .attr("ksizes", new long[] {1, 1, TimeSlicedNetwork.FRAME, 1})
            .attr("strides", new long[] {1, 1, TimeSlicedNetwork.HOP, 1})
            .attr("rates", new long[] {1, 1, 1, 1})
            .attr("padding", "SAME")
            .name();
    return squeeze(SCOPE + "lambda_3/Squeeze", patches);
  }

  /** Conv1D without bias, batch norm, ReLU6. */
  private String convolution(String input, int in, int out, int width, int stride) {
    String layer = "conv1d_" + ++convolutions;
    String kernel =
        weight(
            layer + "/kernel", random.normal(width * in * out, 2.0 / (width * in)), width, in, out);
    String scope = SCOPE + layer + "/convolution/";
    String image = expand(scope + "ExpandDims", input, 1);
    String filter = expand(scope + "ExpandDims_1", kernel, 0);
    String made =
        graph
            .op("Conv2D", scope + "Conv2D", image, filter)
            .type("T", DType.FLOAT)
            .attr("strides", new long[] {1, 1, stride, 1})
            .attr("padding", "VALID")
            .attr("data_format", "NHWC")
            .attr("use_cudnn_on_gpu", true)
            .name();
    return relu6(batchNorm(squeeze(scope + "Squeeze", made), out));
  }

  private String separable(String input, int in, TimeSlicedNetwork.Separable made) {
    String layer = "depthwise_conv2d_" + ++depthwise;
    int taps = TimeSlicedNetwork.KERNEL;
    String kernel =
        weight(layer + "/depthwise_kernel", random.normal(taps * in, 1.0 / taps), 1, taps, in, 1);
    String image = expand(SCOPE + "lambda_" + ++lambdas + "/ExpandDims", input, 1);
    String product =
        graph
            .op("DepthwiseConv2dNative", SCOPE + layer + "/depthwise", image, kernel)
            .type("T", DType.FLOAT)
            // TensorFlow wants equal strides along both axes; the height is 1
            .attr("strides", new long[] {1, made.stride(), made.stride(), 1})
            .attr("padding", made.padding().name())
            .attr("data_format", "NHWC")
            .name();
    String sequence = squeeze(SCOPE + "lambda_" + ++lambdas + "/Squeeze", product);
    return convolution(sequence, in, made.channels(), 1, 1);
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

  /** Attention over time, global maximum of what it picks beside the global average, softmax. */
  private void head(String flow, int channels) {
    int steps = PI.steps(KeywordClip.SAMPLES);
    int flat = steps * channels;
    String flattened = reshape(SCOPE + "flatten_1/Reshape", flow, new int[] {-1, flat});
    String kernel = weight("dense_1/kernel", random.normal(flat * steps, 1.0 / flat), flat, steps);
    String bias = weight("dense_1/bias", SeededWeights.constant(steps, 0), steps);
    String product = matMul(SCOPE + "dense_1/MatMul", flattened, kernel);
    String logits =
        graph
            .op("BiasAdd", SCOPE + "dense_1/BiasAdd", product, bias)
            .type("T", DType.FLOAT)
            .attr("data_format", "NHWC")
            .name();
    String attention = plain("Softmax", SCOPE + "dense_1/Softmax", logits);
    String weights = expand(SCOPE + "lambda_26/ExpandDims", attention, -1);
    String picked = plain("Mul", SCOPE + "multiply_1/mul", flow, weights);
    String most = reduce("Max", SCOPE + "global_max_pooling1d_1/Max", picked);
    String mean = reduce("Mean", SCOPE + "global_average_pooling1d_1/Mean", flow);
    String axis = ints(SCOPE + "concatenate_1/concat/axis", new int[] {1});
    String both =
        graph
            .op("ConcatV2", SCOPE + "concatenate_1/concat", most, mean, axis)
            .type("T", DType.FLOAT)
            .type("Tidx", DType.INT32)
            .attr("N", 2)
            .name();
    int classes = LABELS.size();
    String last =
        weight(
            "dense_2/kernel",
            random.normal(2 * channels * classes, 1.0 / channels),
            2L * channels,
            classes);
    String softmax =
        plain("Softmax", SCOPE + "dense_2/Softmax", matMul(SCOPE + "dense_2/MatMul", both, last));
    reshape("labels_softmax", softmax, new int[] {-1});
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
