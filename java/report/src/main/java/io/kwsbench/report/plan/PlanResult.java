package io.kwsbench.report.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.report.benchmark.AnswerSection;
import io.kwsbench.report.benchmark.WorkloadSection;
import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Optional;

/**
 * The measurements of a compiled model. Distributions are of microseconds a run.
 *
 * @param model its file
 * @param engine what ran it
 * @param code what the engine executes, and the memory for it
 * @param start how long it took until a session was ready
 * @param times of whole runs
 * @param steps in the order of a run
 * @param workload what was fed
 * @param answers whether it is fit, and what it hears
 * @param interrupted whether the measurement was cut short
 */
public record PlanResult(
    String model,
    @JsonUnwrapped Engine engine,
    @JsonUnwrapped Code code,
    Start start,
    @JsonUnwrapped Times times,
    List<StepTime> steps,
    WorkloadSection workload,
    @JsonUnwrapped AnswerSection answers,
    boolean interrupted) {
  /** Changes when a name or a unit does. */
  public static final int SCHEMA_VERSION = 2;

  public PlanResult {
    steps = List.copyOf(steps);
  }

  /**
   * The engine of the model.
   *
   * @param engine the engine's name
   * @param engineVersion its version
   * @param isa the instruction set of the kernels that ran
   * @param threads that a run had; 0 when the engine chose
   */
  public record Engine(String engine, String engineVersion, String isa, int threads) {}

  /**
   * The work of the engine and its memory.
   *
   * @param executedFlops floating-point operations of a run
   * @param weightBytes of constants
   * @param arenaBytes of a session's intermediate tensors
   */
  public record Code(double executedFlops, long weightBytes, long arenaBytes) {}

  /**
   * The start-up times of the engine.
   *
   * @param libraryMs loading the native library, once per process
   * @param wallMs from the model's file to a session ready to run
   * @param cpuMs a core's time for that; empty if the platform does not report it
   */
  public record Start(double libraryMs, double wallMs, Optional<Double> cpuMs) {}

  /**
   * Times of whole runs.
   *
   * @param plannedRuns maximum number of runs in each phase; 0 or less for any number
   * @param clockReadNanos what a traced step's time holds of measuring itself
   */
  public record Times(
      @JsonProperty("untraced_time_us") Distribution untracedUs,
      @JsonProperty("traced_time_us") Distribution tracedUs,
      int plannedRuns,
      @JsonProperty("clock_read_ns") double clockReadNanos) {}

  /**
   * A step.
   *
   * @param kernel such as {@code conv_2d}
   * @param step the compiler's label
   * @param nodes of the graph that it stands for
   * @param medianUs over the traced runs
   * @param share of all steps' medians
   * @param executedFlops of one run
   * @param precision what it computes with: float32, weights8, weights16, bf16 or int8
   */
  public record StepTime(
      String kernel,
      String step,
      List<String> nodes,
      double medianUs,
      @JsonProperty("median_share") double share,
      double executedFlops,
      String precision) {
    /** Billions of operations a second; 0 for a step too short to be measured. */
    public double gflopsPerSecond() {
      return medianUs > 0 ? executedFlops / 1e3 / medianUs : 0;
    }
  }
}
