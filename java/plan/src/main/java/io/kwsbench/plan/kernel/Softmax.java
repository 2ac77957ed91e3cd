package io.kwsbench.plan.kernel;

/** A softmax, {@code kws_softmax_params}. */
public record Softmax(int outer, int n, int inner, boolean log) implements KernelParams {
  @Override
  public double executedFlops() {
    return 13.0 * outer * n * inner;
  }
}
