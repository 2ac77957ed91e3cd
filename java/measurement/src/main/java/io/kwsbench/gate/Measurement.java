package io.kwsbench.gate;

/**
 * A measured figure.
 *
 * @param value in the unit of the gate
 * @param note how it was had; two counts of instructions compare only when theirs are the same
 * @param source what tells the figure from others of its metric, or whose it is; may be empty
 */
public record Measurement(double value, String note, String source) {
  /** The finding of the only figure of its metric. */
  public static Finding<Measurement> found(double value, String note) {
    return new Finding.Found<>(new Measurement(value, note, ""));
  }
}
