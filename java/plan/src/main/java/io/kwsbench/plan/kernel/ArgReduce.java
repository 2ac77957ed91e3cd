package io.kwsbench.plan.kernel;

/** The place of an extreme, {@code kws_arg_reduce_params}. */
public record ArgReduce(int outer, int n, int inner, boolean minimum, ElementType outDtype)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 1.0 * outer * n * inner;
  }
}
