package io.kwsbench.graph.flops;

import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.tensor.DType;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The floating-point operations of one execution; empty if they are unknown.
 *
 * <p>A count of 0 means that the node does no floating-point arithmetic; a count that is not known,
 * for want of a rule or of a static shape, is empty and never 0. The rules are those of {@code
 * docs/reference/flops.md}. Thread-safe.
 */
public final class Flops {
  private static final Map<String, FlopRule> RULES = FlopRules.all();
  private static final Set<String> NO_ARITHMETIC =
      Set.of(
          "Const",
          "Placeholder",
          "PlaceholderV2",
          "PlaceholderWithDefault",
          "Identity",
          "IdentityN",
          "NoOp",
          "Assert",
          "Reshape",
          "Squeeze",
          "ExpandDims",
          "Transpose",
          "Tile",
          "BroadcastTo",
          "Pad",
          "PadV2",
          "MirrorPad",
          "ConcatV2",
          "Concat",
          "Pack",
          "Unpack",
          "Split",
          "SplitV",
          "Slice",
          "StridedSlice",
          "Gather",
          "GatherV2",
          "ReverseV2",
          "Reverse",
          "SpaceToBatchND",
          "BatchToSpaceND",
          "ExtractImagePatches",
          "Shape",
          "ShapeN",
          "Size",
          "ListDiff",
          "Rank",
          "Fill",
          "Range",
          "ZerosLike",
          "OnesLike",
          "Cast",
          "Select",
          "SelectV2",
          "LogicalAnd",
          "LogicalOr",
          "LogicalNot",
          "All",
          "Any",
          "ReadFile",
          "StopGradient",
          "Snapshot",
          "Enter",
          "Exit",
          "Merge",
          "Switch",
          "NextIteration",
          "LoopCond",
          "TensorArrayV3",
          "TensorArrayScatterV3",
          "TensorArrayWriteV3",
          "TensorArrayReadV3",
          "TensorArrayGatherV3",
          "TensorArraySizeV3",
          "TensorArrayCloseV3",
          "Real",
          "Imag",
          "_Arg",
          "_Retval",
          "_SOURCE",
          "_SINK");

  private Flops() {}

  /** The floating-point operations of one execution; empty if they are unknown. */
  public static OptionalLong of(Node node, GraphShapes shapes) {
    if (NO_ARITHMETIC.contains(node.op())) {
      return OptionalLong.of(0);
    }
    FlopRule rule = RULES.get(node.op());
    if (rule == null) {
      return OptionalLong.empty();
    }
    FlopRule.Call call = new FlopRule.Call(node, shapes);
    return isInteger(call) ? OptionalLong.of(0) : count(rule, call);
  }

  /** Returns whether an op of that type never does floating-point arithmetic. */
  public static boolean hasNoArithmetic(String op) {
    return NO_ARITHMETIC.contains(op);
  }

  /**
   * The count by the rule of TensorFlow's {@code benchmark_model}: {@code MatMul}, {@code Conv2D}
   * and {@code DepthwiseConv2dNative} only, everything else 0; empty when a shape is not known.
   */
  public static OptionalLong benchmarkModel(Node node, GraphShapes shapes) {
    return switch (node.op()) {
      case "MatMul", "Conv2D", "DepthwiseConv2dNative" ->
          count(RULES.get(node.op()), new FlopRule.Call(node, shapes));
      default -> OptionalLong.of(0);
    };
  }

  private static OptionalLong count(FlopRule rule, FlopRule.Call call) {
    try {
      return OptionalLong.of(rule.count(call));
    } catch (FlopRule.UnknownShape | ArithmeticException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isInteger(FlopRule.Call call) {
    return call.info(0)
        .flatMap(TensorInfo::dtype)
        .filter(type -> type.isInteger() || type == DType.BOOL)
        .isPresent();
  }
}
