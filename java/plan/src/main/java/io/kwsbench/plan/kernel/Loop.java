package io.kwsbench.plan.kernel;

/** The steps of a loop's body, how many and how often they run, {@code kws_loop_params}. */
public record Loop(int tripCount, int bodySteps) implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
