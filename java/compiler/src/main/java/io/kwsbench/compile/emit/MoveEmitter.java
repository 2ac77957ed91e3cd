package io.kwsbench.compile.emit;

import io.kwsbench.compile.emit.RowAccess.Rows;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.kernel.Copy;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.ExtractPatches;
import io.kwsbench.plan.kernel.Fill;
import io.kwsbench.plan.kernel.Gather;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Steps that move elements. */
final class MoveEmitter {
  private final Emitter out;

  MoveEmitter(Emitter out) {
    this.out = out;
  }

  /** Writes the steps of an operation that moves; false for others. */
  boolean emit(Op op) {
    if (op.kind() instanceof OpKind.View view) {
      view(op, view);
    } else if (op.kind() instanceof OpKind.Reshape) {
      view(op, new OpKind.View(0, List.of(op.out().elements()), List.of(1)));
    } else if (op.kind() instanceof OpKind.Concat concat) {
      concat(op, concat);
    } else if (op.kind() instanceof OpKind.Pad pad) {
      pad(op, pad);
    } else if (op.kind() instanceof OpKind.Gather g) {
      Tensor indices = op.in(1);
      Gather params =
          new Gather(
              g.outer(),
              g.n(),
              indices.elements(),
              g.inner() * op.out().dtype().bytes(),
              ElementType.of(indices.dtype()));
      out.step(op, params, result(op), out.operand(op.in(0)), out.operand(indices));
    } else if (op.kind() instanceof OpKind.ExtractPatches e) {
      ExtractPatches params = new ExtractPatches(ParamsParts.window(e.win()), e.channels());
      out.step(op, params, result(op), out.operand(op.in(0)));
    } else {
      return false;
    }
    return true;
  }

  private Operand result(Op op) {
    return out.operand(op.out());
  }

  static List<Integer> dense(List<Integer> dims) {
    List<Integer> strides = new ArrayList<>();
    int stride = 1;
    for (int i = dims.size() - 1; i >= 0; i--) {
      strides.add(0, stride);
      stride *= dims.get(i);
    }
    return strides;
  }

  private static List<Integer> dims(Shape shape) {
    List<Integer> dims = new ArrayList<>();
    for (long dim : shape.dims()) {
      dims.add(Math.toIntExact(dim));
    }
    return dims;
  }

  private void view(Op op, OpKind.View view) {
    int bytes = op.out().dtype().bytes();
    Copy params =
        StridedCopy.of(view.dims(), view.strides(), dense(view.dims()))
            .params(bytes, view.offset(), 0);
    out.step(op, params, result(op), out.operand(op.in(0)));
  }

  private void concat(Op op, OpKind.Concat concat) {
    Rows whole = RowAccess.rows(op.out(), concat.axis());
    int stride = rowStride(op.out(), whole.width());
    int at = 0;
    for (Tensor part : op.inputs()) {
      int width = part.elements() / whole.count();
      if (width > 0 && !out.storage().isInPlace(op, whole, part, at)) {
        Copy params =
            StridedCopy.of(
                    List.of(whole.count(), width),
                    List.of(rowStride(part, width), 1),
                    List.of(stride, 1))
                .params(op.out().dtype().bytes(), 0, 0);
        // no more than it writes: the part may lie elsewhere in the join's memory
        Operand slot = out.rows(op.out(), at, whole.count(), stride, width);
        out.step(op, params, slot, out.operand(part));
      }
      at += width;
    }
  }

  private int rowStride(Tensor tensor, int width) {
    int stride = out.stride(tensor);
    return stride == 0 ? width : stride;
  }

  private void pad(Op op, OpKind.Pad pad) {
    int bits = Float.floatToRawIntBits(pad.value());
    Fill fill = new Fill(op.out().dtype().bytes(), op.out().elements(), bits, 0);
    out.step(op, fill, result(op));
    if (op.in(0).elements() == 0) {
      return;
    }
    List<Integer> dims = dims(op.in(0).shape());
    List<Integer> strides = dense(dims(op.out().shape()));
    int offset = 0;
    for (int i = 0; i < dims.size(); i++) {
      offset += pad.before().get(i) * strides.get(i);
    }
    Copy params =
        StridedCopy.of(dims, dense(dims), strides).params(op.out().dtype().bytes(), 0, offset);
    out.step(op, params, result(op), out.operand(op.in(0)));
  }
}
