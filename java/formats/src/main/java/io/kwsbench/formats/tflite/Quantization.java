package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import java.util.Optional;

/**
 * A mapping of integers to real numbers: {@code scale * (q - zero)}.
 *
 * @param scales one, or one per element of an axis
 * @param zeros as many as there are scales
 * @param axis what the scales belong to, where there are several
 */
record Quantization(float[] scales, long[] zeros, int axis) {
  static Optional<Quantization> of(FlatTable table) {
    float[] scales = table.reals(2);
    if (scales.length == 0) {
      return Optional.empty();
    }
    if (table.octet(4) != 0) {
      throw new KwsException("a quantization of the model's own is not read");
    }
    long[] zeros = table.numbers(3);
    if (zeros.length == 0) {
      zeros = new long[scales.length];
    }
    if (zeros.length != scales.length) {
      throw new KwsException(scales.length + " scales with " + zeros.length + " zero points");
    }
    return Optional.of(new Quantization(scales, zeros, table.integer(6, 0)));
  }

  /** The real numbers. */
  Literal real(Literal integers) {
    int[] dims = integers.dims();
    int inner = 1;
    if (scales.length > 1) {
      if (axis < 0 || axis >= dims.length || dims[axis] != scales.length) {
        throw new KwsException(scales.length + " scales do not fit axis " + axis);
      }
      for (int i = axis + 1; i < dims.length; i++) {
        inner *= dims[i];
      }
    }
    float[] all = new float[integers.size()];
    for (int i = 0; i < all.length; i++) {
      int at = i / inner % scales.length;
      all[i] = scales[at] * (integers.integer(i) - zeros[at]);
    }
    return Literal.of(all, dims);
  }
}
