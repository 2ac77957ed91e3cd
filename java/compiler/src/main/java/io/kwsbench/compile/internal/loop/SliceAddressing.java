package io.kwsbench.compile.internal.loop;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Origin;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tensors of the iterations as parts of one tensor, at even distances. */
final class SliceAddressing {
  private SliceAddressing() {}

  /**
   * Elements of one tensor, one iteration's after the other's.
   *
   * @param outer the tensor
   * @param offset of the first iteration's first element
   * @param stride from one iteration's to the next
   */
  record ArithmeticOffsets(Tensor outer, int offset, int stride) {}

  /**
   * Returns whether an operation takes an input as it lies in memory. Such an input may be a
   * constant in one iteration, and another one or none in the next: only packed weights are
   * excluded.
   */
  static boolean takesAnyConstant(OpKind kind, int input) {
    if (kind instanceof OpKind.Conv || kind instanceof OpKind.Dense) {
      return input == 0 || input == 3;
    }
    if (kind instanceof OpKind.DepthwisePointwise) {
      return input == 0 || input == 5;
    }
    boolean packed =
        kind instanceof OpKind.Depthwise
            || kind instanceof OpKind.IntegerConv
            || kind instanceof OpKind.IntegerDepthwise
            || kind instanceof OpKind.Lstm
            || kind instanceof OpKind.Gru
            || kind instanceof OpKind.Rnn;
    return input == 0 || !packed;
  }

  /** The common sources of all iterations' slices. */
  static Optional<ArithmeticOffsets> of(List<Tensor> tensors, Uses uses) {
    if (tensors.stream().allMatch(Tensor::isConstant)) {
      return constants(tensors);
    }
    List<Origin> origins = tensors.stream().map(tensor -> Origin.of(tensor, uses)).toList();
    Origin first = origins.get(0);
    OptionalInt stride = Origin.stride(origins);
    return stride.isPresent() && first.tensor().dtype() == tensors.get(0).dtype()
        ? Optional.of(new ArithmeticOffsets(first.tensor(), first.offset(), stride.getAsInt()))
        : Optional.empty();
  }

  private static Optional<ArithmeticOffsets> constants(List<Tensor> tensors) {
    Tensor first = tensors.get(0);
    int n = first.elements();
    int all = Math.multiplyExact(n, tensors.size());
    Literal joined;
    if (first.dtype() == DType.FLOAT) {
      float[] values = new float[all];
      for (int t = 0; t < tensors.size(); t++) {
        System.arraycopy(tensors.get(t).value().orElseThrow().toFloats(), 0, values, t * n, n);
      }
      joined = Literal.ofFloats(Shape.of(all), values);
    } else if (first.dtype() == DType.INT32 || first.dtype() == DType.INT64) {
      long[] values = new long[all];
      for (int t = 0; t < tensors.size(); t++) {
        System.arraycopy(tensors.get(t).value().orElseThrow().toLongs(), 0, values, t * n, n);
      }
      joined = Literal.ofLongs(first.dtype(), Shape.of(all), values);
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new ArithmeticOffsets(Tensor.constant(first.name() + "/iterations", joined), 0, n));
  }
}
