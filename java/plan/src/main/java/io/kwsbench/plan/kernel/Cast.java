package io.kwsbench.plan.kernel;

/** A conversion, {@code kws_cast_params}. */
public record Cast(int count, ElementType from, ElementType to) implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
