package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * LSTMs on levels of 8 bits whose memory has 16, over one sequence. Their states are zero at the
 * start of each run.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/kernels/lstm_eval.cc">
 *     lstm_eval.cc</a>
 */
final class IntegerLstm {
  private static final int OUTPUT_STATE = 18;
  private static final int MEMORY = 19;
  private static final int HIDDEN = 4;
  private static final double GATE_SCALE = Math.pow(2, -12);
  private static final double PRODUCT_SCALE = Math.pow(2, -30);

  private final TfliteCall call;
  private final IntegerCall integers;

  private IntegerLstm(TfliteCall call) {
    this.call = call;
    integers = new IntegerCall(call);
  }

  static Map<String, TfliteOp> all() {
    return Map.of("UNIDIRECTIONAL_SEQUENCE_LSTM", call -> List.of(new IntegerLstm(call).outputs()));
  }

  private Value outputs() {
    RecurrentOps.requirePlainGates(call);
    if (call.operator().octet(0) != 4) {
      throw call.error("has activation " + call.operator().octet(0) + " in integers");
    }
    if (call.intermediates().size() <= HIDDEN) {
      throw call.error("lacks the scale of its hidden state");
    }
    requireBytes(integers.in(0));
    requireBytes(integers.in(OUTPUT_STATE));
    requireBytes(integers.out());
    // the kernel copies the state's bytes, whatever they stand for in either tensor
    return call.math().add(layer(), integers.in(OUTPUT_STATE).zero() - integers.out().zero());
  }

  private void requireBytes(Affine levels) {
    if (levels.type() != TfliteElementType.INT8) {
      throw call.error("is read for int8, not for " + levels.type());
    }
  }

  private Value layer() {
    boolean timeMajor = call.operator().flag(3);
    Value x = integers.levels(0);
    RecurrentOps.requireOneSequence(call, x, timeMajor);
    int steps = x.dim(timeMajor ? 0 : 1);
    Value rows = call.arrays().reshape(x, steps, x.dim(2));
    LstmGateSums fromInput = sums(1, 0, biases());
    LstmGateSums fromState = sums(5, OUTPUT_STATE, null);
    IntegerLstmCell cell = new IntegerLstmCell(fromState, memory(), hidden());
    call.work().folding().spend(cell.tableSize());
    Value gates = fromInput.of(call.graph(), rows);
    List<Value> states = List.of(zeros(OUTPUT_STATE, cell.units()), zeros(MEMORY, cell.units()));
    IrNode node = call.graph().recurrence(gates, states, new Recurrence(cell, false));
    Value all = node.output(0);
    return timeMajor ? call.arrays().reshape(all, steps, 1, all.dim(2)) : all;
  }

  private Value zeros(int index, int units) {
    return call.arrays().reshape(integers.levels(index), 1, units);
  }

  private LstmGateSums sums(int first, int levels, long[] bias) {
    List<Literal> kernels = new ArrayList<>();
    List<Multiplier> factors = new ArrayList<>();
    for (int gate = 0; gate < LstmGateSums.GATES; gate++) {
      Literal kernel = integers.constant(first + gate);
      Affine weights = integers.in(first + gate);
      if (weights.zero() != 0 || weights.type() != TfliteElementType.INT8) {
        throw call.error("has weights that are not symmetric int8");
      }
      kernels.add(kernel);
      float both = weights.scale() * integers.in(levels).scale();
      Multiplier factor = Multiplier.of((float) (both / GATE_SCALE));
      factors.addAll(Collections.nCopies(kernel.dims()[0], factor));
    }
    return new LstmGateSums(integers, integers.in(levels), joined(kernels), factors, bias);
  }

  /** The gates' kernels side by side, [features, gates × units]. */
  private Literal joined(List<Literal> kernels) {
    int units = kernels.get(0).dims()[0];
    int features = kernels.get(0).dims()[1];
    int width = Math.multiplyExact(LstmGateSums.GATES, units);
    float[] all = new float[Math.multiplyExact(features, width)];
    for (int gate = 0; gate < LstmGateSums.GATES; gate++) {
      Literal kernel = kernels.get(gate);
      if (kernel.dims().length != 2 || kernel.dims()[0] != units || kernel.dims()[1] != features) {
        throw call.error("has gates of different sizes");
      }
      for (int i = 0; i < units * features; i++) {
        all[i % features * width + gate * units + i / features] = (float) kernel.real(i);
      }
    }
    return Literal.of(all, features, width);
  }

  private long[] biases() {
    int units = integers.constant(1).dims()[0];
    long[] all = new long[Math.multiplyExact(LstmGateSums.GATES, units)];
    for (int gate = 0; gate < LstmGateSums.GATES; gate++) {
      int input = 12 + gate;
      long[] own = integers.bias(input).orElseThrow(() -> call.error("lacks its input " + input));
      if (own.length != units) {
        throw call.error("has " + own.length + " biases for " + units + " units");
      }
      System.arraycopy(own, 0, all, gate * units, units);
    }
    return all;
  }

  private IntegerLstmCell.LstmMemory memory() {
    Affine memory = integers.in(MEMORY);
    if (memory.type() != TfliteElementType.INT16 || memory.powerOfTwo().isEmpty()) {
      throw call.error("has a memory whose scale is no power of two of 16 bits");
    }
    int power = memory.powerOfTwo().getAsInt();
    if (!IntegerLstmCell.LstmMemory.isKnown(power)) {
      throw call.error(
          "has a memory of scale 2^"
              + power
              + ", for which TensorFlow Lite computes nothing: calibrate it on inputs that fill it");
    }
    float clip = call.operator().real(1);
    int most = (int) Math.min(clip / memory.scale(), Short.MAX_VALUE);
    LevelRange range = clip > 0 ? new LevelRange(-most, most) : memory.range();
    return IntegerLstmCell.LstmMemory.of(power, range);
  }

  private IntegerLstmCell.Hidden hidden() {
    Affine hidden = Affine.of(call, call.intermediates().get(HIDDEN));
    if (hidden.type() != TfliteElementType.INT8) {
      throw call.error("has a hidden state of type " + hidden.type());
    }
    float factor = (float) (PRODUCT_SCALE / hidden.scale());
    return new IntegerLstmCell.Hidden(
        Multiplier.of(factor), hidden.zero(), integers.in(OUTPUT_STATE).zero());
  }
}
