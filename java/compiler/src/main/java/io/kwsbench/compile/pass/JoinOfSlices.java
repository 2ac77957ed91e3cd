package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Origin;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A join of slices of one tensor at even distances, such as what a TensorArray gathers or a
 * reversed sequence: one view of that tensor. Of other joins, neighboring parts that lie one after
 * the other are one part.
 */
final class JoinOfSlices implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    boolean joins = op.kind() instanceof OpKind.Concat concat && isWhole(op, concat);
    if (!joins || op.inputs().size() < 2) {
      return Optional.empty();
    }
    List<Origin> slices = op.inputs().stream().map(input -> Origin.of(input, uses)).toList();
    return view(op, slices).or(() -> fewer(op, (OpKind.Concat) op.kind(), slices));
  }

  private static boolean isOf(Origin slice, Op op) {
    return !slice.tensor().isConstant() && slice.tensor().dtype() == op.out().dtype();
  }

  /** All parts as one view. */
  private static Optional<Rewrite> view(Op op, List<Origin> slices) {
    int size = op.in(0).elements();
    Origin first = slices.get(0);
    OptionalInt step = Origin.stride(slices);
    boolean equal = op.inputs().stream().allMatch(input -> input.elements() == size);
    if (step.isEmpty() || !equal || !isOf(first, op)) {
      return Optional.empty();
    }
    List<Integer> dims = List.of(op.inputs().size(), size);
    OpKind view = new OpKind.View(first.offset(), dims, List.of(step.getAsInt(), 1));
    return Rewrite.of(new Op(view, List.of(first.tensor()), op.outputs(), op.nodes()));
  }

  /** Neighbors that lie one after the other as one part. */
  private static Optional<Rewrite> fewer(Op op, OpKind.Concat concat, List<Origin> slices) {
    List<Op> ops = new ArrayList<>();
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < slices.size(); ) {
      int end = i + 1;
      int elements = op.in(i).elements();
      int along = op.in(i).dim(concat.axis());
      while (end < slices.size()
          && isOf(slices.get(i), op)
          && slices.get(end).tensor() == slices.get(i).tensor()
          && slices.get(end).offset() == slices.get(i).offset() + elements) {
        elements += op.in(end).elements();
        along += op.in(end).dim(concat.axis());
        end++;
      }
      Tensor part = op.in(i);
      if (end > i + 1) {
        long[] dims = part.shape().dims();
        dims[concat.axis()] = along;
        OpKind view = new OpKind.View(slices.get(i).offset(), List.of(elements), List.of(1));
        part = Tensor.of(part.name() + "/and_next", part.dtype(), Shape.of(dims));
        ops.add(new Op(view, List.of(slices.get(i).tensor()), List.of(part), op.nodes()));
      }
      parts.add(part);
      i = end;
    }
    ops.add(op.withInputs(parts));
    return ops.size() > 1 ? Optional.of(new Rewrite(ops, List.of())) : Optional.empty();
  }

  /** Returns whether the parts lie one after the other. */
  private static boolean isWhole(Op op, OpKind.Concat concat) {
    for (int i = 0; i < concat.axis(); i++) {
      if (op.out().dim(i) != 1) {
        return false;
      }
    }
    return op.out().elements() > 0;
  }
}
