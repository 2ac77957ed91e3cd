package io.kwsbench.workload;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.SpeechCommands;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;

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
  private static final int FRAME = 40;
  private static final int HOP = 20;
  private static final int[] CHANNELS = {128, 192, 256, 320, 384, 512};
  private static final int LAST_STEPS = 9;

  private final GraphWriter graph = new GraphWriter();
  private final SeededWeights random = new SeededWeights(SEED);
  private int convolutions;
  private int depthwise;
  private int lambdas = 3;

  private SeededPiGraph() {}

  /** Makes the graph; the same bytes every time. */
  public static FrozenGraph make() {
    return FrozenGraph.parse(
        new SeededPiGraph().write().toByteArray(), "untrained Pi graph, seeded weights");
  }

  private GraphDef write() {
    String flow = convolution(frames(), FRAME, CHANNELS[0], 3, 2);
    flow = separable(flow, CHANNELS[0], CHANNELS[0], 1, "VALID");
    for (int i = 1; i < CHANNELS.length; i++) {
      flow = separable(flow, CHANNELS[i - 1], CHANNELS[i], 2, "SAME");
      flow = separable(flow, CHANNELS[i], CHANNELS[i], 1, "VALID");
    }
    head(flow, CHANNELS[CHANNELS.length - 1]);
    return graph.build();
  }

  private String frames() {
    graph.node("Placeholder", "wav_fn").type("dtype", DataType.DT_STRING).scalarShape("shape");
    graph.node("ReadFile", "ReadFile", "wav_fn");
    graph
        .node("DecodeWav", "decoded_sample_data", "ReadFile")
        .number("desired_samples", KeywordClip.SAMPLES)
        .number("desired_channels", 1);
    String flat = reshape("Reshape", "decoded_sample_data", new int[] {1, -1});
    String image =
        reshape(SCOPE + "lambda_3/Reshape", flat, new int[] {-1, 1, KeywordClip.SAMPLES, 1});
    String patches =
        graph
            .node("ExtractImagePatches", SCOPE + "lambda_3/ExtractImagePatches", image)
            .ofFloat()
            .ints("ksizes", 1, 1, FRAME, 1)
            .ints("strides", 1, 1, HOP, 1)
            .ints("rates", 1, 1, 1, 1)
            .text("padding", "SAME")
            .name();
    return squeeze(SCOPE + "lambda_3/Squeeze", patches);
  }

  /** Conv1D without bias, batch norm, ReLU6. */
  private String convolution(String input, int in, int out, int width, int stride) {
    String layer = "conv1d_" + ++convolutions;
    String kernel =
        graph.weight(
            layer + "/kernel", random.normal(width * in * out, 2.0 / (width * in)), width, in, out);
    String scope = SCOPE + layer + "/convolution/";
    String image = expand(scope + "ExpandDims", input, 1);
    String filter = expand(scope + "ExpandDims_1", kernel, 0);
    String made =
        graph
            .node("Conv2D", scope + "Conv2D", image, filter)
            .ofFloat()
            .ints("strides", 1, 1, stride, 1)
            .text("padding", "VALID")
            .text("data_format", "NHWC")
            .flag("use_cudnn_on_gpu", true)
            .name();
    return relu6(batchNorm(squeeze(scope + "Squeeze", made), out));
  }

  private String separable(String input, int in, int out, int stride, String padding) {
    String layer = "depthwise_conv2d_" + ++depthwise;
    String kernel =
        graph.weight(layer + "/depthwise_kernel", random.normal(3 * in, 1.0 / 3), 1, 3, in, 1);
    String image = expand(SCOPE + "lambda_" + ++lambdas + "/ExpandDims", input, 1);
    String made =
        graph
            .node("DepthwiseConv2dNative", SCOPE + layer + "/depthwise", image, kernel)
            .ofFloat()
            // TensorFlow wants equal strides along both axes; the height is 1
            .ints("strides", 1, stride, stride, 1)
            .text("padding", padding)
            .text("data_format", "NHWC")
            .name();
    String sequence = squeeze(SCOPE + "lambda_" + ++lambdas + "/Squeeze", made);
    return convolution(sequence, in, out, 1, 1);
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
    String epsilon = graph.floats(scope + "add/y", new float[] {0.001f});
    String root = plain("Rsqrt", scope + "Rsqrt", plain("Add", scope + "add", variance, epsilon));
    String scale = plain("Mul", scope + "mul", root, gamma);
    String scaled = plain("Mul", scope + "mul_1", input, scale);
    String shift = plain("Sub", scope + "sub", beta, plain("Mul", scope + "mul_2", mean, scale));
    return plain("Add", scope + "add_1", scaled, shift);
  }

  private String norm(String name, int channels, float value) {
    return graph.weight(name, SeededWeights.constant(channels, value), channels);
  }

  private String relu6(String input) {
    String scope = SCOPE + "activation_" + convolutions + "/";
    String relu = plain("Relu", scope + "Relu", input);
    String six = graph.floats(scope + "Const", new float[] {6});
    String zero = graph.floats(scope + "Const_1", new float[] {0});
    String below = plain("Minimum", scope + "clip_by_value/Minimum", relu, six);
    return plain("Maximum", scope + "clip_by_value", below, zero);
  }

  /** Attention over time, global maximum of what it picks beside the global average, softmax. */
  private void head(String flow, int channels) {
    int flat = LAST_STEPS * channels;
    String flattened = reshape(SCOPE + "flatten_1/Reshape", flow, new int[] {-1, flat});
    String kernel =
        graph.weight(
            "dense_1/kernel", random.normal(flat * LAST_STEPS, 1.0 / flat), flat, LAST_STEPS);
    String bias = graph.weight("dense_1/bias", SeededWeights.constant(LAST_STEPS, 0), LAST_STEPS);
    String product = matMul(SCOPE + "dense_1/MatMul", flattened, kernel);
    String logits =
        graph
            .node("BiasAdd", SCOPE + "dense_1/BiasAdd", product, bias)
            .ofFloat()
            .text("data_format", "NHWC")
            .name();
    String attention = plain("Softmax", SCOPE + "dense_1/Softmax", logits);
    String weights = expand(SCOPE + "lambda_26/ExpandDims", attention, -1);
    String picked = plain("Mul", SCOPE + "multiply_1/mul", flow, weights);
    String most = reduce("Max", SCOPE + "global_max_pooling1d_1/Max", picked);
    String mean = reduce("Mean", SCOPE + "global_average_pooling1d_1/Mean", flow);
    String axis = graph.ints(SCOPE + "concatenate_1/concat/axis", new int[] {1});
    String both =
        graph
            .node("ConcatV2", SCOPE + "concatenate_1/concat", most, mean, axis)
            .ofFloat()
            .type("Tidx", DataType.DT_INT32)
            .number("N", 2)
            .name();
    int classes = LABELS.size();
    String last =
        graph.weight(
            "dense_2/kernel",
            random.normal(2 * channels * classes, 1.0 / channels),
            2L * channels,
            classes);
    String softmax =
        plain("Softmax", SCOPE + "dense_2/Softmax", matMul(SCOPE + "dense_2/MatMul", both, last));
    reshape("labels_softmax", softmax, new int[] {-1});
  }

  private String plain(String op, String name, String... inputs) {
    return graph.node(op, name, inputs).ofFloat().name();
  }

  private String matMul(String name, String a, String b) {
    return graph
        .node("MatMul", name, a, b)
        .ofFloat()
        .flag("transpose_a", false)
        .flag("transpose_b", false)
        .name();
  }

  private String reduce(String op, String name, String input) {
    String axes = graph.ints(name + "/reduction_indices", new int[] {1});
    return graph
        .node(op, name, input, axes)
        .ofFloat()
        .type("Tidx", DataType.DT_INT32)
        .flag("keep_dims", false)
        .name();
  }

  private String reshape(String name, String input, int[] shape) {
    String wanted = graph.ints(name + "/shape", shape, shape.length);
    return graph
        .node("Reshape", name, input, wanted)
        .ofFloat()
        .type("Tshape", DataType.DT_INT32)
        .name();
  }

  private String expand(String name, String input, int axis) {
    String dim = graph.ints(name + "/dim", new int[] {axis});
    return graph
        .node("ExpandDims", name, input, dim)
        .ofFloat()
        .type("Tdim", DataType.DT_INT32)
        .name();
  }

  private String squeeze(String name, String input) {
    return graph.node("Squeeze", name, input).ofFloat().ints("squeeze_dims", 1).name();
  }
}
