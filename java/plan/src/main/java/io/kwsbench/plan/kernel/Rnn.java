package io.kwsbench.plan.kernel;

/** A plain recurrent cell over a sequence, {@code kws_rnn_params}. */
public record Rnn(Sequence sequence, UnaryFn cellOp) implements KernelParams {
  @Override
  public double executedFlops() {
    double units = sequence.units();
    return (2 * units * units + 10 * units) * sequence.cells();
  }
}
