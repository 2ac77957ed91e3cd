package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.Roofline;
import io.kwsbench.report.Section;
import java.util.List;
import java.util.Optional;

/**
 * All that a benchmark has to say. Immutable.
 *
 * @param name the benchmark's name, as the user gave it
 * @param environment what it ran on
 * @param doubts what makes the times doubtful
 * @param workload what was fed
 * @param results one for every contender, the one that the answer is about first; never empty
 * @param absent engines that were to run and could not
 * @param comparisons of contenders that ran interleaved
 * @param roofline what one core can do at most; empty unless it was measured
 * @param interrupted whether it was stopped early; what there is, is whole
 */
public record BenchmarkResult(
    Optional<String> name,
    Environment environment,
    @JsonProperty("warnings") List<MeasurementWarning> doubts,
    WorkloadSection workload,
    List<Result> results,
    List<AbsentEngine> absent,
    List<Comparison> comparisons,
    Optional<Roofline> roofline,
    boolean interrupted) {
  /** Raised whenever a field of the JSON rendering changes its meaning or goes. */
  public static final int SCHEMA_VERSION = 2;

  public BenchmarkResult {
    doubts = List.copyOf(doubts);
    results = List.copyOf(results);
    absent = List.copyOf(absent);
    comparisons = List.copyOf(comparisons);
  }

  /** The same, held against what the machine can do at most. */
  public BenchmarkResult with(Roofline measured) {
    return new BenchmarkResult(
        name,
        environment,
        doubts,
        workload,
        results,
        absent,
        comparisons,
        Optional.of(measured),
        interrupted);
  }

  /** The answer of the benchmark in three lines. */
  public Section.Answer answer() {
    return BenchmarkAnswer.of(this).section();
  }

  /** Returns whether every gate holds; empty without gates. */
  public Optional<Boolean> gatesPass() {
    List<GateResult> gates = gates();
    return gates.isEmpty()
        ? Optional.empty()
        : Optional.of(gates.stream().allMatch(gate -> gate.status() == GateStatus.PASS));
  }

  /** The gates of all results. */
  public List<GateResult> gates() {
    return results.stream().flatMap(result -> result.answers().gates().stream()).toList();
  }
}
