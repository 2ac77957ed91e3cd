package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.cell.CellActivation;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers over one sequence. Their states are zero at the start of each run. */
final class RecurrentOps {
  private RecurrentOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "UNIDIRECTIONAL_SEQUENCE_LSTM", RecurrentOps::lstm,
        "UNIDIRECTIONAL_SEQUENCE_RNN", RecurrentOps::rnn);
  }

  private static List<Value> lstm(TfliteCall call) {
    requirePlainGates(call);
    boolean asymmetric = call.operator().flag(4);
    GateWeights input = GateWeights.of(call, asymmetric, 1, 2, 3, 4);
    GateWeights state = GateWeights.of(call, asymmetric, 5, 6, 7, 8);
    SequenceCell cell = new SequenceCell(state, 4, activation(call, 0), call.operator().real(1));
    Value bias = bias(call, input.width() / 4, 12, 13, 14, 15);
    return List.of(layer(call, input, bias, cell, call.operator().flag(3)));
  }

  /** Refuses what is not read of an LSTM. */
  static void requirePlainGates(TfliteCall call) {
    if (!call.has(1)) {
      throw call.error("couples its input and forget gates");
    }
    refuse(call, "peepholes", 9, 11);
    refuse(call, "a projection", 16, 17);
    refuse(call, "layer normalization", 20, 23);
  }

  /** Refuses several sequences at a time. */
  static void requireOneSequence(TfliteCall call, Value x, boolean timeMajor) {
    int[] shape = x.shape();
    if (shape.length != 3 || shape[timeMajor ? 1 : 0] != 1) {
      throw call.error("takes " + Arrays.toString(shape) + "; one sequence at a time is read");
    }
  }

  private static void refuse(TfliteCall call, String what, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (call.has(i)) {
        throw call.error("has " + what);
      }
    }
  }

  private static List<Value> rnn(TfliteCall call) {
    boolean asymmetric = call.operator().flag(2);
    GateWeights input = GateWeights.of(call, asymmetric, 1);
    GateWeights state = GateWeights.of(call, asymmetric, 2);
    SequenceCell cell = new SequenceCell(state, 1, activation(call, 1), 0);
    Value bias = bias(call, input.width(), 3);
    return List.of(layer(call, input, bias, cell, call.operator().flag(0)));
  }

  private static CellActivation activation(TfliteCall call, int field) {
    return switch (call.operator().octet(field)) {
      case 0 -> (graph, x) -> x;
      case 1 -> (graph, x) -> graph.math().unary("Relu", x);
      case 3 -> (graph, x) -> graph.math().unary("Relu6", x);
      case 4 -> (graph, x) -> graph.math().unary("Tanh", x);
      default -> throw call.error("has activation " + call.operator().octet(field));
    };
  }

  /** The gates' biases side by side. */
  private static Value bias(TfliteCall call, int units, int... inputs) {
    float[] all = new float[units * inputs.length];
    for (int gate = 0; gate < inputs.length; gate++) {
      float[] own = call.literal(inputs[gate]).toFloats();
      if (own.length != units) {
        throw call.error("has " + own.length + " biases for " + units + " units");
      }
      System.arraycopy(own, 0, all, gate * units, units);
    }
    return call.graph().constant("bias", Literal.of(all, all.length));
  }

  private static Value layer(
      TfliteCall call, GateWeights input, Value bias, SequenceCell cell, boolean timeMajor) {
    Value x = call.in(0);
    int firstState = cell.gates() == 1 ? 4 : 18;
    requireOneSequence(call, x, timeMajor);
    int[] shape = x.shape();
    if (shape[2] != input.features() || cell.state().width() != input.width()) {
      throw call.error("has weights that do not fit its input");
    }
    int steps = shape[timeMajor ? 0 : 1];
    Value rows = call.arrays().reshape(x, steps, shape[2]);
    Value products = call.graph().nn().biasAdd(input.times(call.graph(), rows, "kernel"), bias);
    List<Value> states = new ArrayList<>();
    for (int i = 0; i < cell.stateSizes().length; i++) {
      states.add(call.arrays().reshape(call.in(firstState + i), 1, cell.stateSizes()[i]));
    }
    IrNode node = call.graph().recurrence(products, states, new Recurrence(cell, false));
    Value all = node.output(0);
    return timeMajor ? call.arrays().reshape(all, steps, 1, all.dim(2)) : all;
  }
}
