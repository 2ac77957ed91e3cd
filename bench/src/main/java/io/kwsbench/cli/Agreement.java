package io.kwsbench.cli;

import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.report.Comparison;
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
      float[] a = candidateOutputs.get(i);
      float[] b = referenceOutputs.get(i);
      largest = Math.max(largest, difference(a, b));
      same += Labels.likeliest(a) == Labels.likeliest(b) ? 1 : 0;
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

  private static double difference(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.MAX_VALUE;
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs((double) a[i] - b[i]);
      // NaN on one side only is as far as can be
      boolean odd = Float.isNaN(a[i]) != Float.isNaN(b[i]);
      largest =
          odd ? Double.MAX_VALUE : Math.max(largest, Double.isNaN(difference) ? 0 : difference);
    }
    return largest;
  }
}
