package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weights stored as small integers ({@code quantize_weights}): unpacked when compiling. */
final class QuantizationRules {
  private QuantizationRules() {}

  static Map<String, ShapeRule> rules() {
    return Map.of(
        "Dequantize",
        call -> List.of(TensorInfo.of(DType.FLOAT, call.shape(0))),
        "Bitcast",
        QuantizationRules::bitcast);
  }

  static Map<String, Evaluator> evaluators() {
    return Map.of(
        "Dequantize", QuantizationRules::dequantized, "Bitcast", QuantizationRules::reread);
  }

  private static List<TensorInfo> bitcast(OpCall call) {
    DType to = call.node().typeAttr("type").orElse(null);
    if (to == null || call.dtype(0) == null || to.bytes() != call.dtype(0).bytes()) {
      throw call.bad("between types of different sizes");
    }
    return List.of(TensorInfo.of(to, call.shape(0)));
  }

  /** Bytes as quantized bytes of the same sign. */
  private static Optional<List<Literal>> reread(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    DType to = out.get(0).dtype().orElseThrow();
    Literal x = in.get(0);
    boolean same =
        x.dtype().isInteger() && to.isInteger() && x.dtype().isUnsigned() == to.isUnsigned();
    return same
        ? Optional.of(List.of(Literal.ofLongs(to, x.shape(), x.toLongs())))
        : Optional.empty();
  }

  /** The three modes of tensorflow/core/kernels/dequantize_op.cc, in its float arithmetic. */
  private static Optional<List<Literal>> dequantized(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal codes = in.get(0);
    DType type = codes.dtype();
    if (!type.isInteger() || type.bytes() > 4 || in.get(1).size() != 1 || in.get(2).size() != 1) {
      return Optional.empty();
    }
    float low = (float) in.get(1).real(0);
    float high = (float) in.get(2).real(0);
    int bits = 8 * type.bytes();
    double least = type.isUnsigned() ? 0 : -Math.pow(2, bits - 1);
    double most = type.isUnsigned() ? Math.pow(2, bits) - 1 : Math.pow(2, bits - 1) - 1;
    String mode = call.node().stringAttr("mode", "MIN_COMBINED");
    float[] values = new float[codes.size()];
    float combined = (high - low) / (float) (most - least);
    float scaled =
        type.isUnsigned()
            ? high / (float) most
            : Math.max(low / (float) least, high / (float) most);
    double first = ((double) high - low) / (most - least);
    double lowest = Math.rint(low / first) * first;
    for (int i = 0; i < values.length; i++) {
      double code = codes.integer(i);
      values[i] =
          switch (mode) {
            case "MIN_COMBINED" ->
                (float) (code + (type.isUnsigned() ? 0 : (most - least + 1) / 2)) * combined + low;
            case "MIN_FIRST" -> (float) (lowest + (code - least) * first);
            case "SCALED" -> (float) code * scaled;
            default -> throw call.bad("mode " + mode);
          };
    }
    return Optional.of(List.of(Literal.ofFloats(codes.shape(), values)));
  }
}
