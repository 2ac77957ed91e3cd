package io.kwsbench.graph.shape;

import io.kwsbench.tensor.Shape;

/** NumPy's broadcasting, as TensorFlow's binary ops do it. */
final class Broadcast {
  private Broadcast() {}

  static Shape of(OpCall call, Shape a, Shape b) {
    if (!a.hasRank() || !b.hasRank()) {
      return Shape.UNKNOWN;
    }
    int rank = Math.max(a.rank(), b.rank());
    long[] dims = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long x = i <= a.rank() ? a.dim(-i) : 1;
      long y = i <= b.rank() ? b.dim(-i) : 1;
      dims[rank - i] = dim(call, a, b, x, y);
    }
    return Shape.of(dims);
  }

  private static long dim(OpCall call, Shape a, Shape b, long x, long y) {
    if (x == y || y == 1) {
      return x;
    }
    if (x == 1) {
      return y;
    }
    if (x < 0 || y < 0) {
      return Math.max(x, y);
    }
    throw call.bad("shapes " + a + " and " + b + " do not broadcast");
  }
}
