package io.kwsbench.compile.emit;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The axes of an operation with broadcasting, as few as it needs. */
final class Broadcasting {
  private final List<int[]> axes = new ArrayList<>();

  Broadcasting(Shape out, Tensor... from) {
    int operands = from.length;
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
    if (axes.size() > KwsNative.KWS_MAX_BROADCAST) {
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

  /** The number of axes. */
  int rank() {
    return axes.size();
  }

  /** The output's size along each, zeros behind them. */
  List<Integer> dims() {
    return Columns.of(axes, 0, KwsNative.KWS_MAX_BROADCAST);
  }

  /** An input's stride along each, zeros behind them. */
  List<Integer> strides(int input) {
    return Columns.of(axes, 1 + input, KwsNative.KWS_MAX_BROADCAST);
  }
}
