package io.kwsbench.plan.kernel;

/** Elements by their indices, {@code kws_gather_params}. */
public record Gather(int outer, int n, int count, int innerBytes, ElementType indexDtype)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
