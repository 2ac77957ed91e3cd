package io.kwsbench.graph.shape;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ops that work element by element, with broadcasting where there are two inputs. */
final class ElementwiseRules {
  private ElementwiseRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    for (ElementwiseOp op : ElementwiseOp.all()) {
      rules.put(op.name(), rule(op.operands()));
    }
    for (String op : List.of("IsNan", "IsInf", "IsFinite")) {
      rules.put(op, call -> List.of(call.in(0).withoutValue().withDtype(DType.BOOL)));
    }
    rules.put("BiasAdd", ElementwiseRules::biasAdd);
    rules.put("BiasAddV1", ElementwiseRules::biasAdd);
    rules.put("AddN", ElementwiseRules::addN);
    rules.put("ClipByValue", call -> List.of(call.in(0).withoutValue()));
    rules.put("Cast", ElementwiseRules::cast);
    rules.put("Select", ElementwiseRules::select);
    rules.put("SelectV2", ElementwiseRules::selectV2);
    return rules;
  }

  private static ShapeRule rule(ElementwiseOp.Operands operands) {
    return switch (operands) {
      case ONE -> call -> List.of(call.in(0).withoutValue());
      case TWO -> ElementwiseRules::binary;
      case COMPARED -> call -> List.of(binary(call).get(0).withDtype(DType.BOOL));
    };
  }

  private static List<TensorInfo> binary(OpCall call) {
    Shape shape = Broadcast.of(call, call.shape(0), call.shape(1));
    if (call.dtype(0) != null && call.dtype(1) != null && call.dtype(0) != call.dtype(1)) {
      throw call.bad("takes " + call.dtype(0).label() + " and " + call.dtype(1).label());
    }
    DType dtype = call.dtype(0) == null ? call.dtype(1) : call.dtype(0);
    return List.of(TensorInfo.of(dtype, shape));
  }

  private static List<TensorInfo> biasAdd(OpCall call) {
    Shape in = call.shape(0);
    Shape bias = call.ranked(1, 1);
    if (in.hasRank()) {
      if (in.rank() < 2) {
        throw call.bad("input is " + in + ", of a rank below 2");
      }
      boolean channelsFirst = call.node().stringAttr("data_format", "NHWC").equals("NCHW");
      long channels = in.dim(channelsFirst ? 1 : -1);
      if (channels >= 0 && bias.dim(0) >= 0 && channels != bias.dim(0)) {
        throw call.bad("a bias of " + bias.dim(0) + " for " + channels + " channels");
      }
    }
    return List.of(call.in(0).withoutValue());
  }

  private static List<TensorInfo> addN(OpCall call) {
    Shape shape = call.shape(0);
    for (TensorInfo input : call.inputs()) {
      shape = shape.isStatic() ? shape : input.shape();
      if (shape.isStatic() && input.shape().isStatic() && !shape.equals(input.shape())) {
        throw call.bad("adds " + shape + " and " + input.shape());
      }
    }
    return List.of(TensorInfo.of(call.dtype(0), shape));
  }

  private static List<TensorInfo> cast(OpCall call) {
    DType to = call.node().typeAttr("DstT").orElse(null);
    return List.of(TensorInfo.of(to, call.shape(0)));
  }

  /** The condition may be a scalar or a vector along the first axis. */
  private static List<TensorInfo> select(OpCall call) {
    TensorInfo taken = call.shape(1).isStatic() ? call.in(1) : call.in(2);
    if (call.shape(1).isStatic()
        && call.shape(2).isStatic()
        && !call.shape(1).equals(call.shape(2))) {
      throw call.bad("selects from " + call.shape(1) + " and " + call.shape(2));
    }
    return List.of(taken.withoutValue());
  }

  private static List<TensorInfo> selectV2(OpCall call) {
    Shape values = Broadcast.of(call, call.shape(1), call.shape(2));
    return List.of(TensorInfo.of(call.dtype(1), Broadcast.of(call, call.shape(0), values)));
  }
}
