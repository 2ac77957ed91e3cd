package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Block moves that no convolution took in: padding and a view. */
final class ExpandBlocks implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.SpaceToBatch there) {
      return Optional.of(new Rewrite(spaceToBatch(op, there), List.of()));
    }
    return op.kind() instanceof OpKind.BatchToSpace back
        ? Optional.of(new Rewrite(batchToSpace(op, back), List.of()))
        : Optional.empty();
  }

  private static List<Op> spaceToBatch(Op op, OpKind.SpaceToBatch there) {
    Tensor x = op.in(0);
    int axes = there.block().size();
    List<Op> ops = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    long[] padded = x.shape().dims();
    for (int i = 0; i < x.rank(); i++) {
      boolean blocked = i >= 1 && i <= axes;
      before.add(blocked ? there.pads().get(2 * i - 2) : 0);
      padded[i] += blocked ? there.pads().get(2 * i - 2) + there.pads().get(2 * i - 1) : 0;
    }
    if (!Shape.of(padded).equals(x.shape())) {
      Tensor larger = Tensor.of(op.out().name() + "/pad", x.dtype(), Shape.of(padded));
      ops.add(new Op(new OpKind.Pad(before, 0), List.of(x), List.of(larger), op.nodes()));
      x = larger;
    }
    int[] strides = strides(padded);
    List<Integer> dims = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      dims.add(there.block().get(i));
      steps.add(strides[i + 1]);
    }
    dims.add((int) padded[0]);
    steps.add(strides[0]);
    for (int i = 1; i < padded.length; i++) {
      int block = i <= axes ? there.block().get(i - 1) : 1;
      dims.add((int) padded[i] / block);
      steps.add(strides[i] * block);
    }
    ops.add(new Op(new OpKind.View(0, dims, steps), List.of(x), op.outputs(), op.nodes()));
    return ops;
  }

  private static List<Op> batchToSpace(Op op, OpKind.BatchToSpace back) {
    Tensor x = op.in(0);
    int axes = back.block().size();
    int[] strides = strides(x.shape().dims());
    int batch = op.out().dim(0);
    // first all of [batch][h/b][b]… as a strided view, then what the crops leave
    List<Integer> dims = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    dims.add(batch);
    steps.add(strides[0]);
    int blockStride = strides[0] * batch;
    int[] blockStrides = new int[axes];
    for (int i = axes - 1; i >= 0; i--) {
      blockStrides[i] = blockStride;
      blockStride *= back.block().get(i);
    }
    for (int i = 1; i < x.rank(); i++) {
      dims.add(x.dim(i));
      steps.add(strides[i]);
      if (i <= axes) {
        dims.add(back.block().get(i - 1));
        steps.add(blockStrides[i - 1]);
      }
    }
    long[] whole = new long[x.rank()];
    whole[0] = batch;
    for (int i = 1; i < whole.length; i++) {
      whole[i] = (long) x.dim(i) * (i <= axes ? back.block().get(i - 1) : 1);
    }
    OpKind put = new OpKind.View(0, dims, steps);
    if (Shape.of(whole).equals(op.out().shape())) {
      return List.of(new Op(put, op.inputs(), op.outputs(), op.nodes()));
    }
    Tensor uncropped = Tensor.of(op.out().name() + "/uncropped", x.dtype(), Shape.of(whole));
    return List.of(
        new Op(put, op.inputs(), List.of(uncropped), op.nodes()),
        new Op(crop(op, back, strides(whole)), List.of(uncropped), op.outputs(), op.nodes()));
  }

  private static OpKind crop(Op op, OpKind.BatchToSpace back, int[] strides) {
    int offset = 0;
    for (int i = 0; i < back.block().size(); i++) {
      offset += back.crops().get(2 * i) * strides[i + 1];
    }
    List<Integer> dims = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < strides.length; i++) {
      dims.add(op.out().dim(i));
      steps.add(strides[i]);
    }
    return new OpKind.View(offset, dims, steps);
  }

  private static int[] strides(long[] dims) {
    int[] strides = new int[dims.length];
    long stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = Math.toIntExact(stride);
      stride *= dims[i];
    }
    return strides;
  }
}
