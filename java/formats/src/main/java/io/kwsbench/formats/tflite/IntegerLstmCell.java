package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * One step of an LSTM on levels: gates and memory of 16 bits, outputs of 8.
 *
 * @param integers the operator
 * @param state the sums of the state
 * @param memory the memory's levels
 * @param hidden the output's levels
 */
record IntegerLstmCell(LstmGateSums state, LstmMemory memory, Hidden hidden)
    implements Recurrence.Cell {
  private static final int POINT = 15;
  private static final int GATE_BITS = 3;
  private static final Literal LOGISTIC = table(x -> ShortFixedPoint.logistic(x, GATE_BITS));
  private static final Literal TANH = table(x -> ShortFixedPoint.tanh(x, GATE_BITS));

  /**
   * The memory's levels.
   *
   * @param power the exponent of their scale
   * @param range how far they may go
   * @param tanh of each level
   */
  record LstmMemory(int power, LevelRange range, Literal tanh) {
    static LstmMemory of(int power, LevelRange range) {
      return new LstmMemory(power, range, table(x -> ShortFixedPoint.tanh(x, POINT + power)));
    }

    static boolean isKnown(int power) {
      return ShortFixedPoint.isKnown(POINT + power);
    }
  }

  /**
   * The levels that a step puts out.
   *
   * @param factor of products of the output gate and the memory's tanh
   * @param zero the zero point of the step's levels
   * @param stateZero the zero point by which the next step reads them
   */
  record Hidden(Multiplier factor, int zero, int stateZero) {
    LevelRange range() {
      return new LevelRange(Byte.MIN_VALUE - zero, Byte.MAX_VALUE - zero);
    }
  }

  int units() {
    return state.units();
  }

  @Override
  public int[] stateSizes() {
    return new int[] {units(), units()};
  }

  /** The elements of its tables. */
  int tableSize() {
    return LOGISTIC.size() + TANH.size() + memory.tanh().size();
  }

  @Override
  public List<Value> step(IrBuilder graph, Value input, List<Value> states) {
    MathOps math = graph.math();
    Value sums = math.add(input, state.of(graph, states.get(0)));
    Value gates = math.clip(sums, Short.MIN_VALUE, Short.MAX_VALUE);
    List<Value> parts = graph.arrays().split(gates, 1, LstmGateSums.GATES);
    Value in = looked(graph, LOGISTIC, parts.get(0));
    Value forget = looked(graph, LOGISTIC, parts.get(1));
    Value candidate = looked(graph, TANH, parts.get(2));
    Value out = looked(graph, LOGISTIC, parts.get(3));
    Value kept = divided(graph, product(graph, forget, states.get(1)), POINT);
    Value added = divided(graph, product(graph, in, candidate), 2 * POINT + memory.power());
    Value next = new Rescaling(graph).clamped(math.add(kept, added), memory.range());
    Value product = product(graph, out, looked(graph, memory.tanh(), next));
    List<Multiplier> factor = List.of(hidden.factor());
    Value levels = new Rescaling(graph).levels(product, factor, hidden.range());
    return List.of(math.add(levels, hidden.zero() - hidden.stateZero()), next);
  }

  private static Value product(IrBuilder graph, Value a, Value b) {
    MathOps math = graph.math();
    return math.mul(math.cast(a, DType.INT32), math.cast(b, DType.INT32));
  }

  private static Value divided(IrBuilder graph, Value x, int power) {
    MathOps math = graph.math();
    Value whole = new Rescaling(graph).divided(math.cast(x, DType.INT64), power);
    return math.cast(whole, DType.FLOAT);
  }

  /** A function of each number of 16 bits. */
  private static Literal table(IntUnaryOperator function) {
    float[] table = new float[1 << Short.SIZE];
    for (int i = 0; i < table.length; i++) {
      table[i] = function.applyAsInt(Short.MIN_VALUE + i);
    }
    return Literal.of(table, table.length);
  }

  private static Value looked(IrBuilder graph, Literal table, Value x) {
    Value places = graph.math().cast(graph.math().add(x, -Short.MIN_VALUE), DType.INT32);
    return Picks.gathered(graph, graph.constant("table", table), 0, places);
  }
}
