package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.cell.CellActivation;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;

/** The weights and activations of a cell's layer. */
final class CellContext {
  private final LayerCall call;
  private final int units;
  private final int gates;

  CellContext(LayerCall call, int units, int gates) {
    this.call = call;
    this.units = units;
    this.gates = gates;
    if (units < 1) {
      throw call.config().error("units", "is below 1");
    }
  }

  int units() {
    return units;
  }

  LayerConfig config() {
    return call.config();
  }

  /** Returns whether GRU's reset gate works on the product instead of on the state. */
  boolean resetAfter() {
    return config().flag("reset_after", false);
  }

  /** The products of all steps' inputs with the kernel, plus the bias: [steps, gates * units]. */
  Value inputProducts(Value x) {
    IrBuilder graph = call.graph();
    ArrayOps arrays = graph.arrays();
    int features = x.dim(2);
    Value rows = arrays.reshape(x, x.dim(1), features);
    Value products = graph.math().matMul(rows, call.weight("kernel", features, gates * units));
    return call.has("bias") ? graph.nn().biasAdd(products, inputBias()) : products;
  }

  private Value inputBias() {
    if (!resetAfter()) {
      return call.weight("bias", gates * units);
    }
    float[] both = call.weightConstant("bias", 2, gates * units).toFloats();
    return call.graph()
        .constant("bias", Literal.of(Arrays.copyOf(both, gates * units), gates * units));
  }

  /** The bias of the recurrent product, which only GRU with {@code reset_after} has. */
  Literal recurrentBias() {
    float[] both = call.weightConstant("bias", 2, gates * units).toFloats();
    return Literal.of(Arrays.copyOfRange(both, gates * units, both.length), gates * units);
  }

  boolean hasBias() {
    return call.has("bias");
  }

  Literal recurrentKernel() {
    return call.weightConstant("recurrent_kernel", units, gates * units);
  }

  /** The layer's activation; {@code tanh} by default. */
  CellActivation activation() {
    return activation("activation", "tanh");
  }

  /** The gates' activation: Keras 2.0 to 2.2 always write which. */
  CellActivation recurrentActivation() {
    return activation("recurrent_activation", "hard_sigmoid");
  }

  private CellActivation activation(String key, String fallback) {
    Activations activations = call.context().activations();
    if (!config().has(key) && config().json(key).isMissingNode()) {
      return (graph, x) -> activations.on(graph).named(fallback, x).orElseThrow();
    }
    return (graph, x) -> activations.on(graph).apply(config(), config().json(key), x);
  }
}
