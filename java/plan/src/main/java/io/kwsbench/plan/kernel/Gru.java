package io.kwsbench.plan.kernel;

/** A GRU over a sequence, {@code kws_gru_params}. */
public record Gru(Sequence sequence, UnaryFn gateOp, UnaryFn cellOp, boolean resetAfter)
    implements KernelParams {
  @Override
  public double executedFlops() {
    double units = sequence.units();
    return (2 * units * 3 * units + 40 * units) * sequence.cells();
  }
}
