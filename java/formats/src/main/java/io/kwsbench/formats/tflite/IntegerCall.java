package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Folding;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operator on levels: see {@link Affine} for what they are in the graph.
 *
 * @param call the operator
 */
record IntegerCall(TfliteCall call) {
  Rescaling rescaling() {
    return new Rescaling(call.graph());
  }

  /** The mapping of an input's levels to real numbers. */
  Affine in(int index) {
    require(index);
    return Affine.of(call, call.types().get(index));
  }

  /** The mapping of the first output's levels to real numbers. */
  Affine out() {
    return Affine.of(call, call.results().get(0));
  }

  private void require(int index) {
    if (!call.has(index)) {
      throw call.error("lacks its input " + index);
    }
  }

  /** An input's levels less its zero point, as floats. */
  Value levels(int index) {
    require(index);
    Value value = call.inputs().get(index);
    Optional<Quantization> quantization = call.types().get(index).scale();
    boolean raw = value.isConstant() && value.type() == DType.INT32 && quantization.isPresent();
    return raw
        ? call.graph().constant(quantization.get().centered(value.node().constant()))
        : value;
  }

  /** The levels of an input that must be constant. */
  Literal constant(int index) {
    Value value = call.folded(levels(index));
    if (!value.isConstant()) {
      throw call.error("computes its input " + index + ", which must be constant");
    }
    return value.node().constant();
  }

  /** The whole numbers of an input that is added to sums; empty where there is none. */
  Optional<long[]> bias(int index) {
    return call.has(index) ? Optional.of(call.types().get(index).wholeNumbers()) : Optional.empty();
  }

  /** The operator with levels as plain numbers, for what only moves them. */
  TfliteCall moving() {
    List<Value> inputs = new ArrayList<>();
    List<TfliteTensor> types = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      inputs.add(call.has(i) ? levels(i) : null);
      types.add(call.has(i) ? call.types().get(i).withoutScale() : null);
    }
    return call.with(inputs, types, call.work());
  }

  /** The operator with another graph to append to. */
  IntegerCall in(IrBuilder graph) {
    TfliteCall.Work work = new TfliteCall.Work(graph, new Folding(graph));
    return new IntegerCall(call.with(call.inputs(), call.types(), work));
  }

  /** Requires that the output's levels mean what an input's do. */
  void requireSame(int index) {
    if (!in(index).isSame(out())) {
      throw call.error("moves levels between tensors of different scales");
    }
  }
}
