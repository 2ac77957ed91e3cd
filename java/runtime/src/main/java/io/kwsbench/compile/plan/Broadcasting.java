package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The axes of an operation with broadcasting, as few as it needs. */
final class Broadcasting {
  static final int MAX_RANK = 6;

  private final int operands;
  private final List<int[]> axes = new ArrayList<>();

  Broadcasting(Shape out, Tensor... from) {
    operands = from.length;
    int[][] strides = Arrays.stream(from).map(t -> strides(t.shape(), out)).toArray(int[][]::new);
    for (int i = 0; i < out.rank(); i++) {
      int[] axis = new int[1 + operands];
      axis[0] = Math.toIntExact(out.dim(i));
      for (int k = 0; k < operands; k++) {
        axis[1 + k] = strides[k][i];
      }
      add(axis);
    }
    if (axes.isEmpty()) {
      axes.add(new int[1 + operands]);
      axes.get(0)[0] = 1;
    }
    if (axes.size() > MAX_RANK) {
      throw new KwsException("broadcasts over " + axes.size() + " axes");
    }
  }

  private static int[] strides(Shape from, Shape to) {
    int[] strides = new int[to.rank()];
    int stride = 1;
    for (int i = 1; i <= from.rank(); i++) {
      int dim = Math.toIntExact(from.dim(-i));
      strides[to.rank() - i] = dim == 1 ? 0 : stride;
      stride *= dim;
    }
    return strides;
  }

  private void add(int[] axis) {
    if (axis[0] == 1) {
      return;
    }
    if (!axes.isEmpty()) {
      int[] last = axes.get(axes.size() - 1);
      boolean runsOn = true;
      for (int k = 1; k < axis.length; k++) {
        runsOn &= last[k] == axis[k] * axis[0];
      }
      if (runsOn) {
        int[] merged = axis.clone();
        merged[0] *= last[0];
        axes.set(axes.size() - 1, merged);
        return;
      }
    }
    axes.add(axis);
  }

  /** Rank, dims and the strides of each operand. */
  Params append(Params params) {
    params.ints(axes.size());
    for (int k = 0; k <= operands; k++) {
      int which = k;
      params.array(MAX_RANK, axes.stream().mapToInt(axis -> axis[which]).toArray());
    }
    return params;
  }
}
