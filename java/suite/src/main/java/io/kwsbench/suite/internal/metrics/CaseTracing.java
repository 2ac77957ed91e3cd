package io.kwsbench.suite.internal.metrics;

import io.kwsbench.measure.TraceProfile;
import io.kwsbench.stats.OpTable;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.LoadedCase;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Traced runs of a case: where its time goes, and the figure of the challenge's 200 ms. */
public final class CaseTracing {
  private static final int RUNS = 21;
  private final SuiteCase one;
  private final CaseProfile profile;

  public CaseTracing(SuiteCase one, LoadedCase loaded) {
    this.one = one;
    TraceProfile runs = runs(loaded);
    profile = new CaseProfile(loaded.ops(runs), runs.newest(), loaded.heard(labels()), List.of());
  }

  private static TraceProfile runs(LoadedCase loaded) {
    TraceProfile runs = new TraceProfile();
    loaded.runTraced();
    for (int i = 0; i < RUNS; i++) {
      loaded.feed(i);
      runs.add(loaded.runTraced());
    }
    return runs;
  }

  /** The ops of a loaded model with their times. */
  public static OpTable ops(LoadedCase loaded) {
    return loaded.ops(runs(loaded));
  }

  /** The file of the case, else that of its first gate on accuracy. */
  private Optional<Path> labels() {
    return one.labels()
        .or(
            () ->
                one.gates().stream()
                    .flatMap(gate -> MetricKey.of(gate).stream())
                    .flatMap(key -> key.labels().stream())
                    .findFirst());
  }

  public CaseProfile profile() {
    return profile;
  }

  /** The median over traced runs of the sum of their ops' times, in nanoseconds. */
  public MetricValue opTime() {
    return MetricValue.of(
        one.name(),
        MetricKey.OP_TIME,
        profile.ops().timeUs().median() * 1e3,
        "the median of " + RUNS + " traced runs");
  }
}
