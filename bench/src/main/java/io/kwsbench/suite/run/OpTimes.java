package io.kwsbench.suite.run;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.stats.Distribution;

/** The sum of per-op times, the figure of the challenge's 200 ms. */
final class OpTimes {
  private static final int RUNS = 21;

  private OpTimes() {}

  /** The median over traced runs of the sum of their ops' times, in nanoseconds. */
  static Figure of(String caseName, LoadedCase loaded) {
    double[] sums = new double[RUNS];
    loaded.runTraced();
    for (int i = 0; i < RUNS; i++) {
      loaded.feed(i);
      sums[i] = loaded.runTraced().ops().stream().mapToLong(OpTrace::nanos).sum();
    }
    return Figure.of(caseName, "op_time", Distribution.median(sums), RUNS + " traced runs");
  }
}
