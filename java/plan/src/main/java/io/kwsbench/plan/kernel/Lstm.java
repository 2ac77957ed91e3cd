package io.kwsbench.plan.kernel;

/**
 * An LSTM over a sequence, {@code kws_lstm_params}.
 *
 * @param cellClip 0 for none
 * @param projection columns of what is handed on; 0 for those of the units
 * @param projectionClip 0 for none
 */
public record Lstm(
    Sequence sequence,
    UnaryFn gateOp,
    UnaryFn cellOp,
    float cellClip,
    int projection,
    float projectionClip)
    implements KernelParams {
  @Override
  public double executedFlops() {
    double units = sequence.units();
    double hidden = projection > 0 ? projection : units;
    return (2 * hidden * 4 * units + 2 * units * projection + 60 * units) * sequence.cells();
  }
}
