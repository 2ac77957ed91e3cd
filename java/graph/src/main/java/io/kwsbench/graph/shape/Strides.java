package io.kwsbench.graph.shape;

import io.kwsbench.tensor.Shape;

/** Walks over tensors by strides. */
final class Strides {
  private Strides() {}

  /** Strides of a dense row-major tensor, in elements. */
  static long[] dense(Shape shape) {
    long[] strides = new long[shape.rank()];
    long stride = 1;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.dim(i);
    }
    return strides;
  }

  /** Strides with which {@code from} is read when it broadcasts to {@code to}: 0 where repeated. */
  static long[] broadcast(Shape from, Shape to) {
    long[] dense = dense(from);
    long[] strides = new long[to.rank()];
    int missing = to.rank() - from.rank();
    for (int i = 0; i < from.rank(); i++) {
      strides[missing + i] = from.dim(i) == 1 ? 0 : dense[i];
    }
    return strides;
  }

  /** Offsets of all elements of a strided view, in row-major order. */
  static int[] offsets(Shape view, long offset, long[] strides) {
    int n = Math.toIntExact(view.elements().orElseThrow());
    int[] offsets = new int[n];
    long[] index = new long[view.rank()];
    long at = offset;
    for (int i = 0; i < n; i++) {
      offsets[i] = (int) at;
      for (int d = view.rank() - 1; d >= 0; d--) {
        at += strides[d];
        if (++index[d] < view.dim(d)) {
          break;
        }
        at -= strides[d] * view.dim(d);
        index[d] = 0;
      }
    }
    return offsets;
  }
}
