package io.kwsbench.formats.onnx;

import java.util.Map;
import java.util.Set;

/** The element types of what operators give, as far as narrow integers need them. */
final class ElementTypes {
  private static final Set<String> MOVES =
      Set.of(
          "Identity Reshape Flatten Squeeze Unsqueeze Transpose Expand Tile Concat Split Slice"
              .split(" "));
  private static final Set<String> PICKS =
      Set.of(
          ("Gather Pad MaxPool DepthToSpace SpaceToDepth Resize Upsample Max Min Clip Relu"
                  + " GatherElements GatherND ScatterElements ScatterND Scatter Trilu")
              .split(" "));

  /** The input with the zero point of the output, which has its type. */
  private static final Map<String, Integer> ZEROS =
      Map.ofEntries(
          Map.entry("QLinearConv", 7),
          Map.entry("QLinearMatMul", 7),
          Map.entry("QLinearAdd", 7),
          Map.entry("QLinearMul", 7),
          Map.entry("QGemm", 8),
          Map.entry("QLinearConcat", 1),
          Map.entry("QLinearSigmoid", 4),
          Map.entry("QLinearLeakyRelu", 4),
          Map.entry("QLinearSoftmax", 4),
          Map.entry("QLinearAveragePool", 4),
          Map.entry("QLinearGlobalAveragePool", 4));

  private ElementTypes() {}

  /** The type of an output; null where nothing says it. */
  static OnnxElementType of(OnnxCall call, int output) {
    String op = call.node().op();
    if (ZEROS.containsKey(op)) {
      return call.type(ZEROS.get(op));
    }
    if (MOVES.contains(op) || PICKS.contains(op)) {
      return call.type(0);
    }
    return switch (op) {
      case "Where", "CastLike" -> call.type(1);
      case "Cast" -> OnnxElementType.of(call.node().integer("to", 0));
      case "Constant" -> call.node().tensor("value").map(OnnxTensor::type).orElse(null);
      case "EyeLike" -> eye(call);
      case "TopK" -> output == 0 ? call.type(0) : OnnxElementType.INT64;
      case "OneHot" -> call.type(2);
      case "QuantizeLinear" -> quantized(call);
      case "DynamicQuantizeLinear" -> output == 1 ? OnnxElementType.FLOAT : OnnxElementType.UINT8;
      case "ConvInteger", "MatMulInteger" -> OnnxElementType.INT32;
      default -> null;
    };
  }

  /** The type of quantized numbers: the zero point's, or that of an attribute. */
  static OnnxElementType quantized(OnnxCall call) {
    if (call.has(2)) {
      return call.type(2);
    }
    long asked = call.node().integer("output_dtype", 0);
    return asked == 0 ? OnnxElementType.UINT8 : OnnxElementType.of(asked);
  }

  /** The type of an identity matrix: an attribute's, or that of the input. */
  static OnnxElementType eye(OnnxCall call) {
    long asked = call.node().integer("dtype", 0);
    return asked == 0 ? call.type(0) : OnnxElementType.of(asked);
  }
}
