package io.kwsbench.compile.emit;

import java.util.List;
import java.util.stream.IntStream;

/** The axes in kernels' parameters: one array per property. */
final class Columns {
  private Columns() {}

  /**
   * One number of each axis, zeros behind them.
   *
   * @param which place of the number in an axis
   * @param length of the array
   */
  static List<Integer> of(List<int[]> axes, int which, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> i < axes.size() ? axes.get(i)[which] : 0)
        .toList();
  }
}
