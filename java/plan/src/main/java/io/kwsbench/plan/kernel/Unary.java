package io.kwsbench.plan.kernel;

/** A function of each element, {@code kws_unary_params}. */
public record Unary(int count, UnaryFn op, float alpha, float beta) implements KernelParams {
  @Override
  public double executedFlops() {
    return op.executedFlops() * count;
  }
}
