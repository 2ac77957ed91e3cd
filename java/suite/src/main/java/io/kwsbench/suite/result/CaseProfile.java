package io.kwsbench.suite.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.stats.OpTable;
import java.util.List;

/**
 * The time of a case by op, from a few traced runs after the rounds.
 *
 * @param ops every op
 * @param traces the newest traced runs, for timelines
 * @param heard the classes of the case's clips; empty when it runs on zeros
 * @param baselineOps the ops of the baseline's run; empty where it does not know them
 */
public record CaseProfile(
    OpTable ops,
    List<RunTrace> traces,
    @JsonProperty("predictions") List<ClipPrediction> heard,
    List<OpMedian> baselineOps) {
  public CaseProfile {
    traces = List.copyOf(traces);
    heard = List.copyOf(heard);
    baselineOps = List.copyOf(baselineOps);
  }

  /** The same beside the ops of a baseline. */
  public CaseProfile besides(List<OpMedian> baseline) {
    return new CaseProfile(ops, traces, heard, baseline);
  }
}
