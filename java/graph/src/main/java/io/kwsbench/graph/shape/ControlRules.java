package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TensorFlow 1's control flow and TensorArrays. A loop's variables keep their element type and
 * shape from iteration to iteration, and are not known by value.
 */
final class ControlRules {
  private ControlRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    for (String op : List.of("Enter", "Exit", "LoopCond", "RefEnter", "RefExit")) {
      rules.put(op, call -> List.of(call.in(0)));
    }
    rules.put("NextIteration", call -> List.of(call.in(0).withoutValue()));
    rules.put("Switch", call -> List.of(variable(call.in(0)), variable(call.in(0))));
    rules.put("Merge", ControlRules::merge);
    rules.put("TensorArrayV3", ControlRules::create);
    rules.put("TensorArrayScatterV3", call -> store(call, elementOf(call.shape(2))));
    rules.put("TensorArrayWriteV3", call -> store(call, call.shape(2)));
    rules.put("TensorArrayReadV3", ControlRules::read);
    rules.put("TensorArrayGatherV3", ControlRules::gather);
    rules.put("TensorArraySizeV3", ControlRules::size);
    rules.put("TensorArrayCloseV3", call -> List.of());
    return rules;
  }

  /** A handle stays known: it names the array, whose contents change and not the handle. */
  private static TensorInfo variable(TensorInfo info) {
    return info.dtype().filter(t -> t == DType.RESOURCE).isPresent() ? info : info.withoutValue();
  }

  private static List<TensorInfo> merge(OpCall call) {
    TensorInfo first =
        call.inputs().stream().filter(i -> i.shape().hasRank()).findFirst().orElse(call.in(0));
    for (TensorInfo other : call.inputs()) {
      boolean differs = other.shape().hasRank() && !other.shape().equals(first.shape());
      if (differs) {
        first = first.withShape(Shape.UNKNOWN);
        break;
      }
    }
    return List.of(variable(first), TensorInfo.of(DType.INT32, Shape.SCALAR));
  }

  private static List<TensorInfo> create(OpCall call) {
    String name = call.node().name();
    Shape element = call.node().shapeAttr("element_shape");
    call.arrays().create(name, element, call.scalar(0).orElse(-1L));
    byte[][] value = {name.getBytes(StandardCharsets.UTF_8)};
    return List.of(
        TensorInfo.handle(Literal.ofStrings(Shape.SCALAR, value)),
        TensorInfo.of(DType.FLOAT, Shape.SCALAR));
  }

  private static Optional<String> array(OpCall call) {
    return call.value(0)
        .filter(v -> !v.isNumeric() && v.size() == 1)
        .map(v -> new String(v.string(0), StandardCharsets.UTF_8));
  }

  private static Shape elementOf(Shape stacked) {
    return stacked.hasRank() && stacked.rank() > 0
        ? Shape.of(Arrays.copyOfRange(stacked.dims(), 1, stacked.rank()))
        : Shape.UNKNOWN;
  }

  private static List<TensorInfo> store(OpCall call, Shape element) {
    array(call).ifPresent(name -> call.arrays().store(name, element));
    return List.of(TensorInfo.of(DType.FLOAT, Shape.SCALAR));
  }

  private static List<TensorInfo> read(OpCall call) {
    DType dtype = call.node().typeAttr("dtype").orElse(null);
    Shape element = array(call).map(call.arrays()::element).orElse(Shape.UNKNOWN);
    return List.of(TensorInfo.of(dtype, element));
  }

  private static List<TensorInfo> gather(OpCall call) {
    DType dtype = call.node().typeAttr("dtype").orElse(null);
    Shape element = array(call).map(call.arrays()::element).orElse(Shape.UNKNOWN);
    if (!element.hasRank()) {
      return List.of(TensorInfo.of(dtype, Shape.UNKNOWN));
    }
    List<Long> dims = new ArrayList<>(Arrays.stream(element.dims()).boxed().toList());
    Shape indices = call.shape(1);
    dims.add(0, indices.hasRank() && indices.rank() == 1 ? indices.dim(0) : -1L);
    return List.of(TensorInfo.of(dtype, Shape.of(dims.stream().mapToLong(d -> d).toArray())));
  }

  private static List<TensorInfo> size(OpCall call) {
    long size = array(call).map(call.arrays()::size).orElse(-1L);
    return List.of(
        size < 0 ? TensorInfo.of(DType.INT32, Shape.SCALAR) : TensorInfo.of(Literal.ofInt(size)));
  }
}
