package io.kwsbench.cli.measure;

import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.report.benchmark.Comparison;
import io.kwsbench.stats.AnswerPair;
import io.kwsbench.stats.PairedRatio;
import java.util.List;
import java.util.Optional;

/** Compares two contenders that ran interleaved: their times, and what they computed. */
final class Agreement {
  /** What rounding in another order of summing explains. */
  static final double TOLERANCE = 1e-4;

  private static final long SEED = 1;

  private Agreement() {}

  /** Empty when too little was measured to say anything. */
  static Optional<Comparison> of(
      String candidate,
      PhaseTimes candidateTimes,
      List<float[]> candidateOutputs,
      String reference,
      PhaseTimes referenceTimes,
      List<float[]> referenceOutputs) {
    int same = 0;
    double largest = 0;
    for (int i = 0; i < candidateOutputs.size(); i++) {
      AnswerPair pair = new AnswerPair(candidateOutputs.get(i), referenceOutputs.get(i));
      largest = Math.max(largest, pair.difference());
      same += pair.sameClass() ? 1 : 0;
    }
    double found = largest;
    int sameClass = same;
    return PairedRatio.of(
            candidateTimes.untraced().micros(), referenceTimes.untraced().micros(), SEED)
        .map(
            ratio ->
                new Comparison(
                    candidate,
                    reference,
                    ratio,
                    found,
                    sameClass,
                    candidateOutputs.size(),
                    found <= TOLERANCE));
  }
}
