package io.kwsbench.rewrite.quantize;

import io.kwsbench.graph.Literal;
import java.util.Arrays;

/** A part of constant weights. */
final class Cut {
  private Cut() {}

  /** The rows from {@code from} on and before {@code to} of an axis. */
  static Literal of(Literal weights, int axis, int from, int to) {
    int[] dims = weights.dims();
    int inner = Arrays.stream(dims, axis + 1, dims.length).reduce(1, (a, b) -> a * b);
    int outer = Arrays.stream(dims, 0, axis).reduce(1, (a, b) -> a * b);
    int row = (to - from) * inner;
    float[] all = weights.toFloats();
    float[] part = new float[outer * row];
    for (int i = 0; i < outer; i++) {
      System.arraycopy(all, (i * dims[axis] + from) * inner, part, i * row, row);
    }
    dims[axis] = to - from;
    return Literal.of(part, dims);
  }
}
