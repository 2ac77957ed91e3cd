package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import java.util.Arrays;
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
    return mapped(integers, true);
  }

  /** The integers less their zero points, as floats. */
  Literal centered(Literal integers) {
    return mapped(integers, false);
  }

  private Literal mapped(Literal integers, boolean scaled) {
    int inner = inner(integers.dims());
    float[] all = new float[integers.size()];
    for (int i = 0; i < all.length; i++) {
      int at = i / inner % scales.length;
      all[i] = (scaled ? scales[at] : 1) * (integers.integer(i) - zeros[at]);
    }
    return Literal.of(all, integers.dims());
  }

  /** The number of neighboring elements that share a scale. */
  private int inner(int... dims) {
    if (scales.length == 1) {
      return 1;
    }
    if (axis < 0 || axis >= dims.length || dims[axis] != scales.length) {
      throw new KwsException(scales.length + " scales do not fit axis " + axis);
    }
    return Arrays.stream(dims, axis + 1, dims.length).reduce(1, (a, b) -> a * b);
  }
}
