package io.kwsbench.suite.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.gate.GateResult;
import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case.
 *
 * @param subject what ran
 * @param warmUp until its times were steady
 * @param times of its runs
 * @param measures what has no noise
 * @param profile where the time goes; empty when the run was interrupted before
 * @param gates in the order of the suite
 */
public record CaseResult(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped WarmUp warmUp,
    @JsonUnwrapped Times times,
    @JsonUnwrapped Measures measures,
    Optional<CaseProfile> profile,
    List<GateResult> gates) {
  public CaseResult {
    gates = List.copyOf(gates);
  }

  /**
   * The case that ran.
   *
   * @param name of the case
   * @param graph the model file as the suite names it
   * @param engine engine and version
   * @param threads threads of a run
   */
  public record Subject(String name, String graph, String engine, int threads) {}

  /**
   * The runs before the times were steady.
   *
   * @param warmUpRuns how many
   * @param steady whether they became steady
   */
  public record WarmUp(int warmUpRuns, boolean steady) {}

  /**
   * Times of runs in nanoseconds.
   *
   * @param nanos of all untraced runs, outliers counted and kept
   * @param roundMedianNanos the median of every round: what ratios are made of
   * @param roundsPerLoading rounds between two loadings of the models
   */
  public record Times(
      @JsonProperty("time_ns") Distribution nanos,
      @JsonProperty("round_median_ns") List<Double> roundMedianNanos,
      int roundsPerLoading) {
    public Times {
      roundMedianNanos = List.copyOf(roundMedianNanos);
    }
  }

  /**
   * The deterministic metrics.
   *
   * @param figures by key
   * @param notes how those figures were had, by key: two counts compare only under equal conditions
   */
  public record Measures(
      @JsonProperty("metrics") Map<String, Double> figures,
      @JsonProperty("metric_notes") Map<String, String> notes) {
    public Measures {
      figures = Map.copyOf(figures);
      notes = Map.copyOf(notes);
    }
  }

  /** The case's name. */
  public String name() {
    return subject.name();
  }

  /** Engine and version. */
  public String engine() {
    return subject.engine();
  }

  /** Threads of a run. */
  public int threads() {
    return subject.threads();
  }

  /** Times of all untraced runs, in nanoseconds. */
  public Distribution nanos() {
    return times.nanos();
  }
}
