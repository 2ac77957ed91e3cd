package io.kwsbench.cli.measure;

import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.report.benchmark.Comparison;
import io.kwsbench.stats.AnswerPair;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import java.util.List;

/** Compares two contenders that ran interleaved: their times, and what they computed. */
final class Agreement {
  /** The largest difference that another order of summation explains. */
  static final double TOLERANCE = 1e-4;

  private static final long SEED = 1;

  private Agreement() {}

  /**
   * The times and outputs of one contender.
   *
   * @param name of its result
   * @param outputs all outputs for every item
   */
  record Side(String name, PhaseTimes times, List<List<TensorValue>> outputs) {}

  /** The agreement; without a ratio of times if too little was measured. */
  static Comparison of(Side candidate, Side reference) {
    int same = 0;
    double largest = 0;
    int items = candidate.outputs().size();
    for (int i = 0; i < items; i++) {
      List<TensorValue> ours = candidate.outputs().get(i);
      List<TensorValue> theirs = reference.outputs().get(i);
      for (int fetch = 0; fetch < ours.size(); fetch++) {
        largest = Math.max(largest, difference(ours.get(fetch), theirs.get(fetch)));
      }
      AnswerPair first =
          new AnswerPair(FirstRuns.probabilities(ours), FirstRuns.probabilities(theirs));
      same += first.sameClass() ? 1 : 0;
    }
    return new Comparison(
        candidate.name(),
        reference.name(),
        PairedRatio.of(
            candidate.times().untraced().micros(), reference.times().untraced().micros(), SEED),
        largest,
        same,
        items,
        largest <= TOLERANCE);
  }

  /** Numbers that are no floats have to be equal: else NaN, which is within no tolerance. */
  private static double difference(TensorValue ours, TensorValue theirs) {
    if (ours.dtype() == DType.FLOAT && theirs.dtype() == DType.FLOAT) {
      return new AnswerPair(ours.floats(), theirs.floats()).difference();
    }
    return ours.dtype() == theirs.dtype() && ours.buffer().equals(theirs.buffer()) ? 0 : Double.NaN;
  }
}
