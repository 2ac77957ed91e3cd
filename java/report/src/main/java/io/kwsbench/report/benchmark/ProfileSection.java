package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.stats.OpTable;
import java.util.List;

/**
 * The time of a run by op.
 *
 * @param ops every op, from the traced runs
 * @param traces the newest traced runs, for timelines; runs op by op are the trace format's
 */
public record ProfileSection(OpTable ops, @JsonIgnore List<RunTrace> traces) {
  public ProfileSection {
    traces = List.copyOf(traces);
  }
}
