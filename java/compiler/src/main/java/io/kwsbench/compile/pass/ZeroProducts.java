package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A product of zeros and finite weights is its bias: what is left of a state of zeros where no
 * sequence was recognized.
 */
final class ZeroProducts implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    boolean applies =
        op.kind() instanceof OpKind.Dense dense
            && dense.act().isIdentity()
            && !op.in(3).isPresent()
            && isZeros(op.in(0))
            && isFinite(op.in(1));
    if (!applies) {
      return Optional.empty();
    }
    OpKind.Dense dense = (OpKind.Dense) op.kind();
    float[] rows = new float[dense.m() * dense.n()];
    if (op.in(2).isPresent()) {
      float[] bias = op.in(2).value().orElseThrow().toFloats();
      for (int row = 0; row < dense.m(); row++) {
        System.arraycopy(bias, 0, rows, row * dense.n(), dense.n());
      }
    }
    Tensor constant = Tensor.floats(op.out().name(), Shape.of(dense.m(), dense.n()), rows);
    return Rewrite.of(new Op(new OpKind.Reshape(), List.of(constant), op.outputs(), op.nodes()));
  }

  private static boolean isZeros(Tensor tensor) {
    return tensor.value().filter(value -> all(tensor, value, 0)).isPresent();
  }

  private static boolean isFinite(Tensor tensor) {
    return tensor.value().filter(value -> all(tensor, value, Float.MAX_VALUE)).isPresent();
  }

  /** Whether no element is farther from zero; a NaN is. */
  private static boolean all(Tensor tensor, Literal value, double bound) {
    for (int i = 0; i < tensor.elements(); i++) {
      if (!(Math.abs(value.real(i)) <= bound)) {
        return false;
      }
    }
    return true;
  }
}
