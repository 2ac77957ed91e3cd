package io.kwsbench.compile.emit;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.kernel.Copy;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy by strides with as few axes as it needs: axes of one element are dropped, those that run
 * on are merged.
 */
final class StridedCopy {
  private final List<int[]> axes = new ArrayList<>();

  /** Axes from the outermost: length, stride in the input, stride in the output. */
  static StridedCopy of(List<Integer> dims, List<Integer> in, List<Integer> out) {
    StridedCopy copy = new StridedCopy();
    for (int i = 0; i < dims.size(); i++) {
      copy.add(dims.get(i), in.get(i), out.get(i));
    }
    return copy;
  }

  private void add(int dim, int in, int out) {
    if (dim == 1) {
      return;
    }
    if (!axes.isEmpty()) {
      int[] last = axes.get(axes.size() - 1);
      if (last[1] == in * dim && last[2] == out * dim) {
        axes.set(axes.size() - 1, new int[] {last[0] * dim, in, out});
        return;
      }
    }
    axes.add(new int[] {dim, in, out});
  }

  /** The axes that are left, from the outermost: length, stride in the input, in the output. */
  List<int[]> axes() {
    return axes;
  }

  /**
   * The step.
   *
   * @param inOffset elements of the input before the first
   * @param outOffset elements of the output before the first
   */
  Copy params(int elementBytes, int inOffset, int outOffset) {
    if (axes.isEmpty()) {
      axes.add(new int[] {1, 1, 1});
    }
    if (axes.size() > KwsNative.KWS_MAX_RANK) {
      throw new KwsException("a copy over " + axes.size() + " axes");
    }
    return new Copy(
        elementBytes, axes.size(), inOffset, outOffset, column(0), column(1), column(2));
  }

  private List<Integer> column(int which) {
    return Columns.of(axes, which, KwsNative.KWS_MAX_RANK);
  }
}
