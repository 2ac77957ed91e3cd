package io.kwsbench.suite.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.Roofline;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The results of a suite. Immutable.
 *
 * @param terms what was to be measured, and how strictly
 * @param environment what it ran on
 * @param doubts what makes the times doubtful
 * @param baseline the baseline that was compared with
 * @param extent how much was measured
 * @param roofline what one core can do at most; empty unless it was measured
 * @param cases in the order of the suite
 */
public record SuiteResult(
    @JsonUnwrapped Terms terms,
    Environment environment,
    @JsonProperty("warnings") List<MeasurementWarning> doubts,
    Optional<String> baseline,
    @JsonUnwrapped Extent extent,
    Optional<Roofline> roofline,
    List<CaseResult> cases) {
  /** Raised whenever a field of the JSON rendering changes its meaning or goes. */
  public static final int SCHEMA_VERSION = 2;

  public SuiteResult {
    doubts = List.copyOf(doubts);
    cases = List.copyOf(cases);
  }

  /**
   * The plan of a suite and its strictness.
   *
   * @param suite the suite's name
   * @param seed of orders and bootstraps
   * @param alpha chance of a false alarm
   */
  public record Terms(String suite, long seed, double alpha) {}

  /**
   * The amount of measurement.
   *
   * @param rounds rounds of all cases
   * @param seconds time they took
   * @param interrupted whether it was stopped early
   */
  public record Extent(
      int rounds, @JsonProperty("elapsed_seconds") double seconds, boolean interrupted) {}

  /** The suite's name. */
  public String suite() {
    return terms.suite();
  }

  /** Returns whether it was stopped early. */
  public boolean interrupted() {
    return extent.interrupted();
  }

  /** Returns whether a gate of any case has such a status. */
  public boolean any(Predicate<GateStatus> which) {
    return cases.stream().flatMap(c -> c.gates().stream()).anyMatch(g -> which.test(g.status()));
  }

  /**
   * Returns whether a gate of that status waits for a decision. The run that makes the first
   * baseline has nothing to compare with, and passes.
   */
  public boolean isOpen(GateStatus status) {
    return status.isOpen() && (status != GateStatus.NO_BASELINE || baseline.isPresent());
  }

  /** The number of gates with a status. */
  public long count(GateStatus status) {
    return cases.stream()
        .flatMap(c -> c.gates().stream())
        .filter(g -> g.status() == status)
        .count();
  }
}
