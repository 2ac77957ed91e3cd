package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import java.util.Arrays;

/** The weights of one direction of a recurrent layer, in the layout of our cells. */
final class Weights {
  /** ONNX's LSTM has its gates as input, output, forget, candidate; ours are i, f, c, o. */
  private static final int[] LSTM = {0, 2, 3, 1};

  private final OnnxCall call;
  private final int direction;
  private final int gates;
  private final int units;

  Weights(OnnxCall call, int direction, int gates) {
    this.call = call;
    this.direction = direction;
    this.gates = gates;
    int[] shape = call.in(2).shape();
    if (shape.length != 3 || shape[0] <= direction || shape[1] != gates * shape[2]) {
      throw call.error("has recurrent weights of shape " + Arrays.toString(shape));
    }
    units = shape[2];
  }

  int direction() {
    return direction;
  }

  int gates() {
    return gates;
  }

  int units() {
    return units;
  }

  /** Returns whether GRU's reset gate works on the product. */
  boolean resetAfter() {
    return call.node().integer("linear_before_reset", 0) != 0;
  }

  /** [features, gates × units]. */
  Literal kernel() {
    return turned(call.literal(1));
  }

  /** [units, gates × units]. */
  Literal recurrentKernel() {
    return turned(call.literal(2));
  }

  /** The bias of the inputs' products, with that of the state's where both can be added first. */
  Literal bias() {
    float[] all = biases();
    int width = gates * units;
    float[] sum = new float[width];
    for (int gate = 0; gate < gates; gate++) {
      for (int i = 0; i < units; i++) {
        int from = source(gate) * units + i;
        sum[gate * units + i] = all[from] + (separate() ? 0 : all[width + from]);
      }
    }
    return Literal.of(sum, width);
  }

  /** The bias of the state's products, where it cannot be added to the other. */
  Literal recurrentBias() {
    int width = gates * units;
    return Literal.of(Arrays.copyOfRange(biases(), width, 2 * width), width);
  }

  private boolean separate() {
    return gates == 3 && resetAfter();
  }

  private float[] biases() {
    Literal literal = call.literal(3);
    int width = 2 * gates * units;
    if (literal.size() < (direction + 1) * width) {
      throw call.error("has " + literal.size() + " biases");
    }
    return Arrays.copyOfRange(literal.toFloats(), direction * width, (direction + 1) * width);
  }

  private int source(int gate) {
    return gates == 4 ? LSTM[gate] : gate;
  }

  /** From [directions, gates × units, columns] the transposed part of this direction. */
  private Literal turned(Literal all) {
    int[] dims = all.dims();
    if (dims.length != 3 || dims[0] <= direction || dims[1] != gates * units) {
      throw call.error("has weights of shape " + Arrays.toString(dims));
    }
    float[] values = all.toFloats();
    int columns = dims[2];
    int width = gates * units;
    float[] turned = new float[columns * width];
    for (int gate = 0; gate < gates; gate++) {
      for (int i = 0; i < units; i++) {
        int row = (direction * gates + source(gate)) * units + i;
        for (int column = 0; column < columns; column++) {
          turned[column * width + gate * units + i] = values[row * columns + column];
        }
      }
    }
    return Literal.of(turned, columns, width);
  }
}
