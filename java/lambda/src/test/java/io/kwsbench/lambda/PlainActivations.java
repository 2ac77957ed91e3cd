package io.kwsbench.lambda;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.Map;
import java.util.Optional;

/** Activations that are one operation each, whatever their parameters. */
record PlainActivations(IrBuilder graph) implements ActivationFunctions {
  private static final Map<String, String> OPS =
      Map.of("relu", "Relu", "relu6", "Relu6", "tanh", "Tanh", "sigmoid", "Sigmoid");

  @Override
  public Optional<Value> named(String name, Value x) {
    return Optional.ofNullable(OPS.get(name)).map(op -> graph.math().unary(op, x));
  }

  @Override
  public Value relu(Value x, float slope, Optional<Float> max, float threshold) {
    return graph.math().unary("Relu", x);
  }

  @Override
  public Value elu(Value x, float alpha) {
    return graph.math().unary("Elu", x);
  }

  @Override
  public Value softmax(Value x, int axis) {
    return graph.math().div(x, graph.math().reduce("Sum", x, true, axis));
  }
}
