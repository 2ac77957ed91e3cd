package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;

/** Operands that broadcast. */
final class Broadcasts {
  private Broadcasts() {}

  /** The tensor repeated along its axes of one until it has a shape that it broadcasts to. */
  static Value to(IrBuilder graph, Value x, int... shape) {
    int more = shape.length - x.rank();
    int[] raised = new int[shape.length];
    Arrays.fill(raised, 0, more, 1);
    System.arraycopy(x.shape(), 0, raised, more, x.rank());
    int[] multiples = new int[shape.length];
    Arrays.setAll(multiples, axis -> raised[axis] == 1 ? shape[axis] : 1);
    Value whole = more == 0 ? x : graph.arrays().reshape(x, raised);
    boolean same = Arrays.stream(multiples).allMatch(times -> times == 1);
    return same ? whole : graph.arrays().tile(whole, multiples);
  }

  /** The shape that operands broadcast to. */
  static int[] common(List<Value> operands) {
    return operands.stream().map(Value::shape).reduce(Dims::broadcast).orElseThrow();
  }

  /** A constant without its leading axes of one: what passes know as a scale or a bias. */
  static Value trimmed(TfliteCall call, Value x, Value other) {
    int[] shape = x.shape();
    int ones = 0;
    while (ones < shape.length && shape[ones] == 1) {
      ones++;
    }
    boolean fits = x.isConstant() && !other.isConstant() && ones > 0 && other.rank() >= x.rank();
    return fits
        ? call.folded(call.arrays().reshape(x, Arrays.copyOfRange(shape, ones, shape.length)))
        : x;
  }
}
