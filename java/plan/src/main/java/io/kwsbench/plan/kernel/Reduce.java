package io.kwsbench.plan.kernel;

/** A reduction, {@code kws_reduce_params}. */
public record Reduce(int outer, int n, int inner, ReduceFn op) implements KernelParams {
  @Override
  public double executedFlops() {
    return 1.0 * outer * n * inner;
  }
}
