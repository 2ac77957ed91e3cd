package io.kwsbench.engine.nativeengine;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.plan.run.PlanModel.StepInfo;
import java.util.List;
import java.util.OptionalLong;

/** The step of a profiled run, in the form of all engines. */
public final class StepTrace {
  private StepTrace() {}

  /**
   * A step's trace.
   *
   * @param startNanos its first start, relative to the run's
   * @param nanos time of all its executions
   * @param outputBytes bytes of its outputs, by tensor; empty where they are not known
   */
  public static OpTrace of(StepInfo step, long startNanos, long nanos, List<Long> outputBytes) {
    return new OpTrace(
        step.name(),
        step.kernel(),
        startNanos,
        nanos,
        outputBytes.stream().mapToLong(Long::longValue).sum(),
        outputBytes,
        0,
        step.nodes(),
        OptionalLong.of(Math.round(step.executedFlops())));
  }
}
