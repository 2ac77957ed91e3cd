package io.kwsbench.report.plan;

import io.kwsbench.measure.HeardClip;
import io.kwsbench.report.Gate;
import io.kwsbench.report.WorkloadSection;
import io.kwsbench.stats.Distribution;
import java.util.List;

/**
 * What was measured of a compiled model. Distributions are of microseconds a run.
 *
 * @param model its file
 * @param isa the instruction set of the kernels that ran
 * @param threads that a run had; 0 when the engine chose
 * @param executedFlops floating-point operations that the engine executes in a run
 * @param weightBytes of constants
 * @param arenaBytes of a session's intermediate tensors
 * @param start how long it took until a session was ready
 * @param clockReadNanos what a traced step's time holds of measuring itself
 * @param steps in the order of a run
 * @param workload what was fed
 * @param gates the challenge's, of the compiled model
 * @param heard the likeliest classes of every clip, where classes have names
 * @param interrupted whether the measurement was cut short
 */
public record PlanResult(
    String model,
    String isa,
    int threads,
    double executedFlops,
    long weightBytes,
    long arenaBytes,
    Start start,
    Distribution untracedUs,
    Distribution tracedUs,
    double clockReadNanos,
    List<StepTime> steps,
    WorkloadSection workload,
    List<Gate> gates,
    List<HeardClip> heard,
    boolean interrupted) {
  /** Changes when a name or a unit does. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * How fast the engine starts.
   *
   * @param libraryMs loading the native library, once a process
   * @param wallMs from the model's file to a session ready to run
   * @param cpuMs what of that was a core's time; negative where the platform does not tell
   */
  public record Start(double libraryMs, double wallMs, double cpuMs) {}

  /**
   * A step.
   *
   * @param kernel such as {@code conv_2d}
   * @param step the compiler's label
   * @param nodes of the graph that it stands for
   * @param medianUs over the traced runs
   * @param share of all steps' medians
   * @param executedFlops of one run
   */
  public record StepTime(
      String kernel,
      String step,
      List<String> nodes,
      double medianUs,
      double share,
      double executedFlops) {
    /** Billions of operations a second; 0 for a step too short to be measured. */
    public double gflopsPerSecond() {
      return medianUs > 0 ? executedFlops / 1e3 / medianUs : 0;
    }
  }
}
