package io.kwsbench.suite.baseline;

import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a suite found at some time. Immutable.
 *
 * @param schema version of the file's format
 * @param name the baseline's name
 * @param date when it was measured
 * @param kwsbench version that measured it
 * @param machine what its times hold for
 * @param cases by name
 */
public record Baseline(
    int schema,
    String name,
    String date,
    String kwsbench,
    Machine machine,
    Map<String, Entry> cases) {
  /** The version that is written. */
  public static final int SCHEMA = 1;

  /**
   * One case.
   *
   * @param engine engine and version
   * @param threads threads of a run
   * @param medianNanos median of all runs
   * @param roundMedianNanos median of every round
   * @param roundsPerLoading rounds between two loadings
   * @param figures size, instructions and the like, by key
   */
  public record Entry(
      String engine,
      int threads,
      double medianNanos,
      List<Double> roundMedianNanos,
      int roundsPerLoading,
      Map<String, Double> figures) {}

  /** The baseline that a result makes. */
  public static Baseline of(String name, SuiteResult result) {
    Map<String, Entry> cases = new LinkedHashMap<>();
    for (CaseResult one : result.cases()) {
      cases.put(
          one.name(),
          new Entry(
              one.engine(),
              one.threads(),
              one.nanos().median(),
              one.roundMedianNanos(),
              one.roundsPerLoading(),
              one.figures()));
    }
    return new Baseline(
        SCHEMA,
        name,
        result.environment().date(),
        result.environment().software().kwsbench(),
        Machine.of(result.environment()),
        cases);
  }

  /** What it knows of a case. */
  public Optional<Entry> entry(String caseName) {
    return Optional.ofNullable(cases.get(caseName));
  }
}
