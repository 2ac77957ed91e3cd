package io.kwsbench.lower;

import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Block moves that are no dilated convolution: padding and views. */
final class BlockLowering {
  private BlockLowering() {}

  static Map<String, OpLowering> all() {
    return Map.of(
        "SpaceToBatchND", BlockLowering::spaceToBatch,
        "BatchToSpaceND", BlockLowering::batchToSpace);
  }

  private static List<Tensor> spaceToBatch(LowerCall call) {
    long[] block = call.literal(1).toLongs();
    Tensor x = padded(call, call.literal(2).toLongs());
    int[] dense = LayoutLowering.dense(x.shape());
    int rank = x.rank();
    long[] dims = new long[block.length + rank];
    int[] strides = new int[dims.length];
    for (int i = 0; i < block.length; i++) {
      dims[i] = block[i];
      strides[i] = dense[i + 1];
    }
    for (int i = 0; i < rank; i++) {
      long step = i >= 1 && i <= block.length ? block[i - 1] : 1;
      dims[block.length + i] = x.dim(i) / step;
      strides[block.length + i] = Math.toIntExact(dense[i] * step);
    }
    return call.emit(LayoutLowering.view(0, dims, strides), x);
  }

  private static Tensor padded(LowerCall call, long[] pads) {
    Tensor x = call.in(0);
    List<Integer> before = new ArrayList<>();
    long[] dims = x.shape().dims();
    for (int i = 0; i < dims.length; i++) {
      boolean blocked = i >= 1 && 2 * i <= pads.length;
      before.add(blocked ? Math.toIntExact(pads[2 * i - 2]) : 0);
      dims[i] += blocked ? pads[2 * i - 2] + pads[2 * i - 1] : 0;
    }
    Shape larger = Shape.of(dims);
    return larger.equals(x.shape())
        ? x
        : call.between(new OpKind.Pad(before, 0), "pad", x.dtype(), larger, x);
  }

  /** All of {@code [batch][h/b][b]…} as a strided view, then what the crops leave. */
  private static List<Tensor> batchToSpace(LowerCall call) {
    Tensor x = call.in(0);
    long[] block = call.literal(1).toLongs();
    int[] dense = LayoutLowering.dense(x.shape());
    long batch = call.shape(0).dim(0);
    List<Long> dims = new ArrayList<>(List.of(batch));
    List<Integer> strides = new ArrayList<>(List.of(dense[0]));
    long[] whole = x.shape().dims();
    whole[0] = batch;
    for (int i = 1; i < x.rank(); i++) {
      dims.add(x.shape().dim(i));
      strides.add(dense[i]);
      if (i <= block.length) {
        dims.add(block[i - 1]);
        strides.add(blockStride(block, i, Math.toIntExact(dense[0] * batch)));
        whole[i] *= block[i - 1];
      }
    }
    OpKind put =
        LayoutLowering.view(
            0,
            dims.stream().mapToLong(d -> d).toArray(),
            strides.stream().mapToInt(s -> s).toArray());
    return Shape.of(whole).equals(call.shape(0))
        ? call.emit(put, x)
        : cropped(call, call.between(put, "uncropped", x.dtype(), Shape.of(whole), x));
  }

  /** From one image of a block to the next one along an axis, the last axis' the closest. */
  private static int blockStride(long[] block, int axis, int images) {
    long stride = images;
    for (int i = axis; i < block.length; i++) {
      stride *= block[i];
    }
    return Math.toIntExact(stride);
  }

  private static List<Tensor> cropped(LowerCall call, Tensor whole) {
    int[] strides = LayoutLowering.dense(whole.shape());
    long[] crops = call.literal(2).toLongs();
    long offset = 0;
    for (int i = 0; 2 * i < crops.length; i++) {
      offset += crops[2 * i] * strides[i + 1];
    }
    return call.emit(LayoutLowering.view(offset, call.shape(0).dims(), strides), whole);
  }
}
