package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * The sizes of an SVDF layer: filters that a single-value decomposition makes of a layer's weights,
 * each a feature of a time step and weights of the steps that it remembers.
 *
 * @param filters how many there are, {@code rank} to a unit
 * @param memory the time steps that a filter remembers
 * @param rank the filters of a unit
 */
record RankFilter(int filters, int memory, int rank) {
  /** What a layer puts out, and its state after it. */
  record Result(Value output, Value state) {}

  static RankFilter of(TfliteCall call, int features) {
    int[] kernel = call.types().get(1).dims();
    int[] times = call.types().get(2).dims();
    int rank = call.operator().integer(0, 0);
    boolean fits = kernel.length == 2 && times.length == 2 && kernel[0] == times[0];
    if (!fits || kernel[1] != features || rank < 1 || kernel[0] % rank != 0) {
      throw call.error("has weights that do not fit its input");
    }
    return new RankFilter(times[0], times[1], rank);
  }

  int units() {
    return filters / rank;
  }

  /** The state with the oldest step of each filter gone and the newest behind; [filters, steps]. */
  Value moved(ArrayOps arrays, Value state, Value newest) {
    Value column = arrays.reshape(newest, filters, 1);
    Value all = arrays.reshape(state, filters, memory);
    return memory == 1
        ? column
        : arrays.concat(List.of(arrays.slice(all, 1, 1, memory), column), 1);
  }
}
