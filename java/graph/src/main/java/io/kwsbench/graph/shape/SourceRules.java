package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ops that make tensors out of shapes and numbers. */
final class SourceRules {
  private SourceRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("Placeholder", SourceRules::placeholder);
    rules.put("PlaceholderV2", SourceRules::placeholder);
    rules.put("PlaceholderWithDefault", call -> List.of(call.in(0).withoutValue()));
    rules.put("Identity", call -> List.of(call.in(0)));
    rules.put("IdentityN", OpCall::inputs);
    rules.put("NoOp", call -> List.of());
    rules.put("Assert", call -> List.of());
    rules.put("Shape", call -> List.of(shapeOf(call, 0)));
    rules.put("ShapeN", SourceRules::shapes);
    rules.put("Size", SourceRules::size);
    rules.put("Rank", SourceRules::rank);
    rules.put("Fill", SourceRules::fill);
    rules.put("Range", SourceRules::range);
    rules.put("LinSpace", SourceRules::linSpace);
    rules.put("ListDiff", SourceRules::listDiff);
    for (String op : List.of("RandomUniform", "RandomStandardNormal", "TruncatedNormal")) {
      rules.put(op, SourceRules::random);
    }
    return rules;
  }

  private static List<TensorInfo> placeholder(OpCall call) {
    DType dtype = call.node().typeAttr("dtype").orElse(null);
    Shape shape = call.node().shapeAttr("shape");
    // TensorFlow 1 before 1.4 wrote an unknown shape as that of a scalar
    boolean unknown = shape.equals(Shape.SCALAR) && dtype != DType.STRING;
    return List.of(TensorInfo.of(dtype, unknown ? Shape.UNKNOWN : shape));
  }

  private static DType outType(OpCall call) {
    return call.node().typeAttr("out_type").orElse(DType.INT32);
  }

  private static TensorInfo shapeOf(OpCall call, int i) {
    Shape in = call.shape(i);
    if (in.isStatic()) {
      return TensorInfo.of(Literal.ofLongs(outType(call), Shape.of(in.rank()), in.dims()));
    }
    return TensorInfo.of(outType(call), in.hasRank() ? Shape.of(in.rank()) : Shape.unknown(1));
  }

  private static List<TensorInfo> shapes(OpCall call) {
    List<TensorInfo> shapes = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      shapes.add(shapeOf(call, i));
    }
    return shapes;
  }

  private static List<TensorInfo> size(OpCall call) {
    var elements = call.shape(0).elements();
    DType type = outType(call);
    return List.of(
        elements.isPresent()
            ? TensorInfo.of(Literal.ofLongs(type, Shape.SCALAR, elements.getAsLong()))
            : TensorInfo.of(type, Shape.SCALAR));
  }

  private static List<TensorInfo> rank(OpCall call) {
    return List.of(
        call.shape(0).hasRank()
            ? TensorInfo.of(Literal.ofInt(call.shape(0).rank()))
            : TensorInfo.of(DType.INT32, Shape.SCALAR));
  }

  private static List<TensorInfo> fill(OpCall call) {
    Shape dims = call.ints(0).map(d -> LayoutRules.checked(call, d)).orElse(Shape.UNKNOWN);
    return List.of(TensorInfo.of(call.dtype(1), dims));
  }

  private static List<TensorInfo> random(OpCall call) {
    Shape dims = call.ints(0).map(d -> LayoutRules.checked(call, d)).orElse(Shape.UNKNOWN);
    return List.of(TensorInfo.of(call.node().typeAttr("dtype").orElse(DType.FLOAT), dims));
  }

  /**
   * The elements of the first list that the second lacks, with their indices; both lists must be
   * known.
   */
  private static List<TensorInfo> listDiff(OpCall call) {
    Optional<long[]> all = call.ints(0);
    Optional<long[]> without = call.ints(1);
    if (all.isEmpty() || without.isEmpty() || all.get().length > 64) {
      return List.of(
          TensorInfo.of(call.dtype(0), Shape.unknown(1)),
          TensorInfo.of(DType.INT32, Shape.unknown(1)));
    }
    Set<Long> gone = Arrays.stream(without.get()).boxed().collect(Collectors.toSet());
    int[] kept =
        IntStream.range(0, all.get().length).filter(i -> !gone.contains(all.get()[i])).toArray();
    long[] values = Arrays.stream(kept).mapToLong(i -> all.get()[i]).toArray();
    long[] indices = Arrays.stream(kept).asLongStream().toArray();
    return List.of(
        TensorInfo.of(Literal.ofLongs(call.dtype(0), Shape.of(kept.length), values)),
        TensorInfo.of(Literal.ofLongs(DType.INT32, Shape.of(kept.length), indices)));
  }

  private static List<TensorInfo> range(OpCall call) {
    Optional<Literal> start = call.value(0);
    Optional<Literal> limit = call.value(1);
    Optional<Literal> delta = call.value(2);
    if (start.isEmpty() || limit.isEmpty() || delta.isEmpty()) {
      return List.of(TensorInfo.of(call.dtype(0), Shape.unknown(1)));
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(rangeLength(call))));
  }

  private static long rangeLength(OpCall call) {
    double start = number(call, 0);
    double limit = number(call, 1);
    double delta = number(call, 2);
    if (delta == 0 || Double.isNaN(start + limit + delta) || (limit - start) / delta < 0) {
      if (delta != 0 && start == limit) {
        return 0;
      }
      throw call.bad("a range from " + start + " to " + limit + " by " + delta);
    }
    double length = Math.ceil((limit - start) / delta);
    if (length > Integer.MAX_VALUE) {
      throw call.bad("a range of " + length + " numbers");
    }
    return (long) length;
  }

  /** The number in a one-element input that is known. */
  static double number(OpCall call, int i) {
    Literal value = call.value(i).orElseThrow(() -> call.bad("input " + i + " is not constant"));
    if (value.size() != 1 || !value.isNumeric()) {
      throw call.bad("input " + i + " is " + value + ", not one number");
    }
    return value.real(0);
  }

  private static List<TensorInfo> linSpace(OpCall call) {
    long n = call.scalar(2).orElse(-1L);
    if (n > Integer.MAX_VALUE || n < -1) {
      throw call.bad("spaces " + n + " numbers");
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(n)));
  }
}
