package io.kwsbench.rewrite.ir;

import java.util.List;

/**
 * A recurrent layer before it is decided whether its steps are written out or looped over.
 *
 * <p>A node of op {@link #OP} takes the steps' inputs [steps, features] and the first states [1,
 * units]; it has one output [1, steps, units], the outputs in the order of the steps, and one [1,
 * units] a state, as the last step left it.
 *
 * @param cell what a step computes
 * @param backwards whether the last row is the first step
 */
public record Recurrence(Cell cell, boolean backwards) {
  /** No operation of TensorFlow's: it is replaced before a graph is written. */
  public static final String OP = "Recurrence";

  /** One step of a recurrent layer. */
  public interface Cell {
    /** The width of each state; the first is also the step's output. */
    int[] stateSizes();

    /**
     * Appends one step.
     *
     * @param input this step's row, [1, features]
     * @param states [1, size] each
     * @return the next states; the first is the step's output
     */
    List<Value> step(IrBuilder graph, Value input, List<Value> states);
  }
}
