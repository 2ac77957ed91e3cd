package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Normalization over batches, layers, instances and groups. */
final class NormalizationOps {
  private NormalizationOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "BatchNormalization", NormalizationOps::batch,
        "LayerNormalization", NormalizationOps::layer,
        "InstanceNormalization", NormalizationOps::instance,
        "GroupNormalization", NormalizationOps::group);
  }

  /** A scale and a shift per channel, from statistics that training has left. */
  private static List<Laid> batch(OnnxCall call) {
    // up to opset 13 its further outputs are the statistics of training
    boolean statistics = call.node().outputs().stream().skip(1).anyMatch(n -> !n.isEmpty());
    if (call.node().integer("training_mode", 0) != 0 || statistics) {
      throw call.error("is in training mode");
    }
    Laid x = call.in(0);
    double epsilon = call.node().real("epsilon", 1e-5f);
    Literal gamma = call.literal(1);
    Literal beta = call.literal(2);
    Literal mean = call.literal(3);
    Literal variance = call.literal(4);
    int channels = x.rank() > 1 ? x.dim(1) : 1;
    if (gamma.size() != channels || variance.size() != channels) {
      throw call.error("has " + gamma.size() + " scales for " + channels + " channels");
    }
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    for (int i = 0; i < channels; i++) {
      double factor = gamma.real(i) / Math.sqrt(variance.real(i) + epsilon);
      scale[i] = (float) factor;
      shift[i] = (float) (beta.real(i) - mean.real(i) * factor);
    }
    Laid scaled = ElementwiseOps.binary(call, "Mul", x, perChannel(call, scale, x.rank()));
    return List.of(ElementwiseOps.binary(call, "Add", scaled, perChannel(call, shift, x.rank())));
  }

  private static Laid perChannel(OnnxCall call, float[] values, int rank) {
    return perChannel(
        call, Laid.plain(call.graph().constant(Literal.of(values, values.length))), rank);
  }

  /** A vector along axis 1. */
  private static Laid perChannel(OnnxCall call, Laid vector, int rank) {
    int[] shape = new int[rank];
    Arrays.fill(shape, 1);
    shape[rank > 1 ? 1 : 0] = vector.value().size();
    return Laid.plain(call.arrays().reshape(call.layouts().plain(vector), shape));
  }

  private static List<Laid> layer(OnnxCall call) {
    Laid x = call.in(0);
    int axis = call.axis(call.node().integer("axis", -1), x.rank());
    int[] axes = IntStream.range(axis, x.rank()).toArray();
    Normal normal = normal(call, x, axes);
    Laid scaled = ElementwiseOps.binary(call, "Mul", normal.value(), call.in(1));
    Laid y = call.has(2) ? ElementwiseOps.binary(call, "Add", scaled, call.in(2)) : scaled;
    return List.of(y, normal.mean(), normal.scale());
  }

  /**
   * A tensor with mean 0 and variance 1 over axes.
   *
   * @param mean what it had
   * @param scale one over its standard deviation
   */
  private record Normal(Laid value, Laid mean, Laid scale) {}

  private static Normal normal(OnnxCall call, Laid x, int... axes) {
    int[] at = Arrays.stream(axes).map(x::at).toArray();
    MathOps math = call.math();
    Value mean = math.reduce("Mean", x.value(), true, at);
    Value centered = math.sub(x.value(), mean);
    Value variance = math.reduce("Mean", math.unary("Square", centered), true, at);
    float epsilon = call.node().real("epsilon", 1e-5f);
    Value scale = math.unary("Rsqrt", math.add(variance, epsilon));
    return new Normal(x.with(math.mul(centered, scale)), x.with(mean), x.with(scale));
  }

  private static List<Laid> instance(OnnxCall call) {
    Laid x = call.in(0);
    Laid normal = normal(call, x, IntStream.range(2, x.rank()).toArray()).value();
    return List.of(affine(call, normal));
  }

  private static Laid affine(OnnxCall call, Laid normal) {
    int rank = normal.rank();
    Laid scale = perChannel(call, repeated(call, call.in(1), normal.dim(1)), rank);
    Laid shift = perChannel(call, repeated(call, call.in(2), normal.dim(1)), rank);
    return ElementwiseOps.binary(
        call, "Add", ElementwiseOps.binary(call, "Mul", normal, scale), shift);
  }

  /** Before opset 21 there is one number per group. */
  private static Laid repeated(OnnxCall call, Laid vector, int channels) {
    int size = vector.value().size();
    Value line = call.arrays().reshape(call.layouts().plain(vector), size);
    return Laid.plain(
        size == channels ? line : call.arrays().repeatElements(line, 0, channels / size));
  }

  private static List<Laid> group(OnnxCall call) {
    Laid x = call.in(0);
    int groups = Math.toIntExact(call.node().integer("num_groups", 0));
    if (groups < 1 || x.dim(1) % groups != 0) {
      throw call.error("has " + groups + " groups of " + x.dim(1) + " channels");
    }
    int scales = call.in(1).value().size();
    if (scales != x.dim(1) && scales != groups) {
      throw call.error("has " + scales + " scales for " + x.dim(1) + " channels");
    }
    List<Integer> shape = new ArrayList<>(List.of(x.dim(0), groups, x.dim(1) / groups));
    IntStream.range(2, x.rank()).map(x::dim).forEach(shape::add);
    Value split =
        call.arrays().reshape(call.layouts().plain(x), shape.stream().mapToInt(i -> i).toArray());
    int[] axes = IntStream.range(2, shape.size()).toArray();
    Laid normal = normal(call, Laid.plain(split), axes).value();
    Laid joined = Laid.plain(call.arrays().reshape(normal.value(), x.shape()));
    return List.of(affine(call, joined));
  }
}
