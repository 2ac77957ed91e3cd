package io.kwsbench.formats.shared;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Padding by other than zeros. */
public final class Margins {
  private Margins() {}

  /** Pads with one number; {@code before} and {@code after} have one entry per axis. */
  public static Value filled(IrBuilder graph, Value x, int[] before, int[] after, float fill) {
    if (fill == 0) {
      return graph.arrays().pad(x, before, after);
    }
    List<Value> inputs = List.of(x, amounts(graph, before, after), filling(graph, x, fill));
    return graph.add("PadV2", x.type(), inputs, attrs(x), shape(x, before, after));
  }

  private static Value filling(IrBuilder graph, Value x, float fill) {
    return x.type() == DType.FLOAT ? graph.scalar(fill) : graph.integer((int) fill);
  }

  /** Pads with what lies inside, mirrored at the outermost elements, which are not repeated. */
  public static Value mirrored(IrBuilder graph, Value x, int[] before, int[] after) {
    return mirrored(graph, x, before, after, false);
  }

  /**
   * Pads with what lies inside, mirrored.
   *
   * @param symmetric whether the outermost elements are repeated
   */
  public static Value mirrored(
      IrBuilder graph, Value x, int[] before, int[] after, boolean symmetric) {
    List<Value> inputs = List.of(x, amounts(graph, before, after));
    Attrs attrs = attrs(x).text("mode", symmetric ? "SYMMETRIC" : "REFLECT");
    return graph.add("MirrorPad", x.type(), inputs, attrs, shape(x, before, after));
  }

  /** Pads with the outermost elements. */
  public static Value repeated(IrBuilder graph, Value x, int[] before, int[] after) {
    return taken(graph, x, before, after, (i, length) -> Math.max(0, Math.min(length - 1, i)));
  }

  /** Pads with what lies at the other end. */
  public static Value wrapped(IrBuilder graph, Value x, int[] before, int[] after) {
    return taken(graph, x, before, after, Math::floorMod);
  }

  /**
   * Pads with elements of the axis itself.
   *
   * @param source the element for a place before, in or behind an axis, and the axis' length
   */
  private static Value taken(
      IrBuilder graph, Value x, int[] before, int[] after, IntBinaryOperator source) {
    int[] shape = shape(x, before, after);
    Value padded = x;
    for (int axis = 0; axis < shape.length; axis++) {
      int length = x.dim(axis);
      if (shape[axis] != length) {
        int[] from = new int[shape[axis]];
        int first = -before[axis];
        Arrays.setAll(from, i -> source.applyAsInt(i + first, length));
        Value indices = graph.constant("indices", Literal.vector(from));
        padded = Picks.gathered(graph, padded, axis, indices);
      }
    }
    return padded;
  }

  private static Attrs attrs(Value x) {
    return Attrs.ofType(x.type()).type("Tpaddings", DType.INT32);
  }

  private static Value amounts(IrBuilder graph, int[] before, int[] after) {
    int[] pairs = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      pairs[2 * i] = before[i];
      pairs[2 * i + 1] = after[i];
    }
    return graph.constant("paddings", Literal.of(pairs, before.length, 2));
  }

  private static int[] shape(Value x, int[] before, int[] after) {
    int[] shape = x.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.addExact(shape[i], Math.addExact(before[i], after[i]));
    }
    Dims.elements(shape);
    return shape;
  }
}
