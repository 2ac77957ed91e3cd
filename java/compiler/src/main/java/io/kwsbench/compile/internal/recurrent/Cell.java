package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import java.util.Arrays;
import java.util.List;

/**
 * One application of a recurrent cell.
 *
 * @param type which equations
 * @param rows of the batch
 * @param hidden what it makes, h
 * @param state what the next one goes on from: c of an LSTM, else h
 * @param previous where it takes the state from; null for plain cells, whose only state is among
 *     their inputs
 * @param gate the gates' function
 * @param function the cell's
 * @param clip of an LSTM's c, 0 for none
 * @param gates affine forms of the inputs and the hidden state, in the engine's order (LSTM i f g
 *     o, GRU r u c, plain one)
 * @param peepholes of an LSTM (i f o), else empty
 * @param candidate of a GRU with the reset gate after the product: what the gate multiplies
 */
record Cell(
    Type type,
    int rows,
    Tensor hidden,
    Tensor state,
    Region previous,
    UnaryFunction gate,
    UnaryFunction function,
    float clip,
    List<Affine> gates,
    List<float[]> peepholes,
    Affine candidate) {
  enum Type {
    LSTM,
    GRU,
    RNN
  }

  int units() {
    return hidden.elements() / rows;
  }

  /** Returns whether it computes the same from other inputs. */
  boolean isSameFunction(Cell other) {
    boolean alike =
        type == other.type
            && rows == other.rows
            && units() == other.units()
            && gate.equals(other.gate)
            && function.equals(other.function)
            && clip == other.clip
            && Arrays.deepEquals(peepholes.toArray(), other.peepholes.toArray())
            && (candidate == null) == (other.candidate == null);
    if (!alike || (candidate != null && !candidate.isSameFunction(other.candidate))) {
      return false;
    }
    for (int i = 0; i < gates.size(); i++) {
      if (!gates.get(i).isSameFunction(other.gates.get(i))) {
        return false;
      }
    }
    return true;
  }
}
