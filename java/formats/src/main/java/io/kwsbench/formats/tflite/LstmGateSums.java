package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;

/**
 * The sums of the four gates of an LSTM on levels over one input, on a scale of 2^−12.
 *
 * @param integers the operator
 * @param from the levels that are multiplied
 * @param kernel [features, gates × units]
 * @param factors one per column
 * @param bias null where there is none
 */
record LstmGateSums(
    IntegerCall integers, Affine from, Literal kernel, List<Multiplier> factors, long[] bias) {
  static final int GATES = 4;

  /**
   * The sums of rows, kept within 16 bits.
   *
   * @param graph the graph that takes the nodes: a loop's body has one of its own
   */
  Value of(IrBuilder graph, Value rows) {
    IntegerCall own = integers.in(graph);
    Value sums = new LevelSums(own, from, graph.math()::matMul).of(rows, kernel, 0);
    Value whole = graph.math().cast(sums, DType.INT64);
    Rescaling rescaling = own.rescaling();
    Value biased = bias == null ? whole : graph.math().add(whole, rescaling.constant(bias));
    return rescaling.levels(biased, factors, new LevelRange(Short.MIN_VALUE, Short.MAX_VALUE));
  }

  int units() {
    return kernel.dims()[1] / GATES;
  }
}
