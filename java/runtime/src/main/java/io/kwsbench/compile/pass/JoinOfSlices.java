package io.kwsbench.compile.pass;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Uses;
import java.util.List;
import java.util.Optional;

/**
 * A join of slices of one tensor at even distances, such as what a TensorArray gathers or a
 * reversed sequence: one view of that tensor.
 */
final class JoinOfSlices implements Rule {
  /** Where a part's elements lie, one after the other. */
  private record Slice(Tensor tensor, int offset) {}

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    boolean joins = op.kind() instanceof Kind.Concat concat && isWhole(op, concat);
    if (!joins || op.inputs().size() < 2) {
      return Optional.empty();
    }
    int size = op.in(0).elements();
    Slice first = slice(op.in(0), uses);
    int step = slice(op.in(1), uses).offset() - first.offset();
    for (int i = 0; i < op.inputs().size(); i++) {
      Slice slice = slice(op.in(i), uses);
      boolean fits =
          slice.tensor() == first.tensor()
              && slice.offset() == first.offset() + i * step
              && op.in(i).elements() == size;
      if (!fits) {
        return Optional.empty();
      }
    }
    if (first.tensor().isConstant() || first.tensor().dtype() != op.out().dtype()) {
      return Optional.empty();
    }
    Kind view = new Kind.View(first.offset(), List.of(op.inputs().size(), size), List.of(step, 1));
    return Rewrite.of(new Op(view, List.of(first.tensor()), op.outputs(), op.nodes()));
  }

  /** Whether the parts lie one after the other. */
  private static boolean isWhole(Op op, Kind.Concat concat) {
    for (int i = 0; i < concat.axis(); i++) {
      if (op.out().dim(i) != 1) {
        return false;
      }
    }
    return op.out().elements() > 0;
  }

  private static Slice slice(Tensor tensor, Uses uses) {
    Tensor at = tensor;
    int offset = 0;
    for (Optional<Op> op = uses.maker(at); op.isPresent(); op = uses.maker(at)) {
      if (op.get().kind() instanceof Kind.View view && isContiguous(view)) {
        offset += view.offset();
      } else if (!(op.get().kind() instanceof Kind.Reshape)) {
        break;
      }
      at = op.get().in(0);
    }
    return new Slice(at, offset);
  }

  private static boolean isContiguous(Kind.View view) {
    long expected = 1;
    for (int i = view.dims().size() - 1; i >= 0; i--) {
      if (view.dims().get(i) != 1 && view.strides().get(i) != expected) {
        return false;
      }
      expected *= view.dims().get(i);
    }
    return true;
  }
}
