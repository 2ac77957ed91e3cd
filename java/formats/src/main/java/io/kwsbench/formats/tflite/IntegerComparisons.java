package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Comparisons of levels, and the choice between two tensors of levels. */
final class IntegerComparisons {
  private static final int BITS = 8;

  private IntegerComparisons() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new TreeMap<>();
    ElementwiseOps.COMPARED.forEach((name, op) -> all.put(name, call -> compared(call, op)));
    for (String name : List.of("SELECT", "SELECT_V2")) {
      all.put(name, call -> chosen(call, ElementwiseOps.all().get(name)));
    }
    return all;
  }

  /** Kernels compare levels of 16 bits as they are, except for equality. */
  private static List<Value> compared(TfliteCall call, String op) {
    IntegerCall integers = new IntegerCall(call);
    boolean ordered = !op.equals("Equal") && !op.equals("NotEqual");
    boolean plain = ordered && integers.in(0).type() == TfliteElementType.INT16;
    return List.of(
        plain
            ? call.math().compare(op, integers.levels(0), integers.levels(1))
            : call.math().compare(op, scaled(integers, 0), scaled(integers, 1)));
  }

  /** The real numbers of levels, in fractions of 8 bits. */
  private static Value scaled(IntegerCall integers, int index) {
    Affine affine = integers.in(index);
    Value levels = integers.levels(index);
    if (affine.scale() >= 1) {
      throw integers.call().error("compares levels of the scale " + affine.scale());
    }
    List<Multiplier> factor = List.of(Multiplier.of(affine.scale()).ofShifted(BITS));
    return integers.call().folded(integers.rescaling().times(levels, factor, DType.FLOAT));
  }

  private static List<Value> chosen(TfliteCall call, TfliteOp op) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(1);
    integers.requireSame(2);
    return op.apply(integers.moving());
  }
}
