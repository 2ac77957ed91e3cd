package io.kwsbench.plan.kernel;

/** One value everywhere, {@code kws_fill_params}. */
public record Fill(int elementBytes, int count, int patternLow, int patternHigh)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
