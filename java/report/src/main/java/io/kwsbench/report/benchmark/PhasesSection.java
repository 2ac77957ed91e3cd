package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.stats.Distribution;
import java.util.List;

/**
 * The phases; times in microseconds.
 *
 * @param loadUs reading the graph's file and loading it into the engine
 * @param prepareUs making the session
 * @param warmUp first runs
 * @param untraced runs without tracing
 * @param traced runs with every op traced
 * @param untracedUs the times of the runs without tracing, in the order in which they ran
 * @param warmUpLimit when the warm-up was to end
 * @param limit when the other two were to end, each
 */
public record PhasesSection(
    double loadUs,
    double prepareUs,
    @JsonProperty("warm_up_time_us") Distribution warmUp,
    @JsonProperty("untraced_time_us") Distribution untraced,
    @JsonProperty("traced_time_us") Distribution traced,
    @JsonProperty("untraced_runs_us") List<Double> untracedUs,
    RunLimit warmUpLimit,
    RunLimit limit) {
  public PhasesSection {
    untracedUs = List.copyOf(untracedUs);
  }
}
