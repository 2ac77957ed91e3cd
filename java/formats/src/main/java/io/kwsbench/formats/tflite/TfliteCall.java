package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.Folding;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * One operator that is being translated.
 *
 * @param operator what the file says
 * @param name of its first output
 * @param inputs null for each that is omitted
 * @param types the inputs' as the file has them; null for each that is omitted
 * @param results the tensors that it computes
 * @param intermediates tensors of which only the scales matter
 * @param work where its nodes go
 */
record TfliteCall(
    TfliteOperator operator,
    String name,
    List<Value> inputs,
    List<TfliteTensor> types,
    List<TfliteTensor> results,
    List<TfliteTensor> intermediates,
    Work work) {
  /** The common context of a graph's operators. */
  record Work(IrBuilder graph, Folding folding) {}

  /** The same operator with other inputs. */
  TfliteCall with(List<Value> others, List<TfliteTensor> otherTypes, Work otherWork) {
    return new TfliteCall(operator, name, others, otherTypes, results, intermediates, otherWork);
  }

  IrBuilder graph() {
    return work.graph();
  }

  MathOps math() {
    return work.graph().math();
  }

  ArrayOps arrays() {
    return work.graph().arrays();
  }

  boolean has(int index) {
    return index < inputs.size() && inputs.get(index) != null;
  }

  /** An input that the operator cannot do without. */
  Value in(int index) {
    if (!has(index)) {
      throw error("lacks its input " + index);
    }
    if (types.get(index).scale().isPresent()) {
      throw inputs.get(index).isConstant()
          ? error("has quantized weights: convert the model with float or float16 weights")
          : error("is not read for " + types.get(index).type());
    }
    return inputs.get(index);
  }

  /** Weights, which may be quantized where the activations are not. */
  Weights weights(int index) {
    if (!has(index)) {
      throw error("lacks its input " + index);
    }
    return Weights.of(this, inputs.get(index), types.get(index));
  }

  /** A value with what depends on constants alone worked out. */
  Value folded(Value value) {
    return work.folding().folded(value);
  }

  /** An input that must be constant. */
  Literal literal(int index) {
    Value value = folded(in(index));
    if (!value.isConstant()) {
      throw error("computes its input " + index + ", which must be constant");
    }
    return value.node().constant();
  }

  /** The integers of a constant input. */
  int[] integers(int index) {
    return literal(index).toInts();
  }

  /** The single integer of a constant input. */
  int integer(int index) {
    int[] all = integers(index);
    if (all.length != 1) {
      throw error("has " + all.length + " numbers as its input " + index + " instead of one");
    }
    return all[0];
  }

  /** An axis of an input, counted from the front. */
  int axis(int axis, int rank) {
    return Dims.axis(axis, rank);
  }

  /** The activation that is fused into the operator, by its number in a field of the options. */
  Value activated(Value x, int field) {
    return switch (operator.octet(field)) {
      case 0 -> x;
      case 1 -> math().unary("Relu", x);
      case 2 -> math().clip(x, -1, 1);
      case 3 -> math().unary("Relu6", x);
      case 4 -> math().unary("Tanh", x);
      default -> throw error("has activation " + operator.octet(field));
    };
  }

  /** The operator's failure with the reason of another. */
  KwsException failed(KwsException cause) {
    String node = "node " + name + " (" + operator.op() + "): ";
    return new KwsException(node + cause.getMessage(), cause);
  }

  KwsException error(String what) {
    return new KwsException("node " + name + " (" + operator.op() + ") " + what);
  }
}
