package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.keras.model.CallArguments;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;

/**
 * One call of a layer on its inputs.
 *
 * @param layer which
 * @param weights its weights
 * @param inputs batch first, as Keras has them
 * @param context what belongs to the whole model
 * @param arguments what the call has beside, and among, its inputs
 */
public record LayerCall(
    KerasLayer layer,
    WeightSet weights,
    List<Value> inputs,
    Translation context,
    CallArguments arguments) {
  /** A call of nothing but inputs. */
  public LayerCall(KerasLayer layer, WeightSet weights, List<Value> inputs, Translation context) {
    this(layer, weights, inputs, context, CallArguments.NONE);
  }

  public IrBuilder graph() {
    return context.graph();
  }

  public LayerConfig config() {
    return layer.config();
  }

  /**
   * The one input.
   *
   * @throws KwsException when there are others
   */
  public Value input() {
    if (inputs.size() != 1) {
      throw error("takes one input, not " + inputs.size());
    }
    return inputs.get(0);
  }

  /** The only input, which must have {@code rank} dimensions with the batch. */
  public Value input(int rank) {
    Value x = input();
    if (x.rank() != rank) {
      throw error(
          "takes " + rank + " dimensions, not " + x.rank() + ": " + Arrays.toString(x.shape()));
    }
    return x;
  }

  /**
   * A weight as a constant.
   *
   * @throws KwsException when its shape is not the one that the layer's settings and input ask for
   */
  public Value weight(String name, int... shape) {
    return graph().constant(name, weightConstant(name, shape));
  }

  /** A weight whose shape is checked. */
  public Literal weightConstant(String name, int... shape) {
    Weight weight = weights.get(name);
    int[] stored = weight.shape().toInts();
    if (!Arrays.equals(stored, shape)) {
      throw error(
          "weight '"
              + weight.name()
              + "' has shape "
              + Arrays.toString(stored)
              + ", not "
              + Arrays.toString(shape));
    }
    return Literal.of(weight.values(), shape);
  }

  /** A weight as it is stored, whatever its shape. */
  public Weight stored(String name) {
    return weights.get(name);
  }

  public boolean has(String weight) {
    return weights.has(weight);
  }

  /** The layer's {@code activation} on {@code x}. */
  public Value activated(Value x) {
    return context.activations().apply(config(), config().json("activation"), x);
  }

  /** A call of a layer that this one holds. */
  public List<Value> inner(KerasLayer inner, String path, List<Value> on) {
    return context.call(inner, weights.child(path), on);
  }

  /**
   * Requires that the call has no more arguments by place than these.
   *
   * @throws KwsException when it has: a mask, for one, changes the result
   */
  void requireArguments(int most) {
    JsonNode positional = arguments.positional();
    for (int place = most; place < positional.size(); place++) {
      if (!positional.get(place).isNull()) {
        throw error("is called with an argument behind its inputs, which is not supported");
      }
    }
  }

  /** A complaint that names the layer. */
  public KwsException error(String what) {
    return config().error(what);
  }
}
