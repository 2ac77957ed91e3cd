package io.kwsbench.suite.result;

import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case.
 *
 * @param name of the case
 * @param graph the model file as the suite names it
 * @param engine engine and version
 * @param threads threads of a run
 * @param warmUpRuns runs before the times were steady
 * @param steady whether they became steady
 * @param nanos untraced run times in nanoseconds, outliers counted and kept
 * @param roundMedianNanos the median of every round: what ratios are made of
 * @param roundsPerLoading rounds between two loadings of the models
 * @param figures figures without noise, by key
 * @param notes how those figures were had, by key: two counts compare only under equal conditions
 * @param profile where the time goes; empty when the run was interrupted before
 * @param gates in the order of the suite
 */
public record CaseResult(
    String name,
    String graph,
    String engine,
    int threads,
    int warmUpRuns,
    boolean steady,
    Distribution nanos,
    List<Double> roundMedianNanos,
    int roundsPerLoading,
    Map<String, Double> figures,
    Map<String, String> notes,
    Optional<CaseProfile> profile,
    List<GateResult> gates) {
  public CaseResult {
    roundMedianNanos = List.copyOf(roundMedianNanos);
    figures = Map.copyOf(figures);
    notes = Map.copyOf(notes);
    gates = List.copyOf(gates);
  }
}
