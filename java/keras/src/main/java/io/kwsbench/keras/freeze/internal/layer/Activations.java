package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.lambda.ActivationFunctions;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * Keras's activation functions, as {@code keras.activations} computes them.
 *
 * @see <a href="https://github.com/keras-team/keras/blob/2.1.2/keras/activations.py">Keras
 *     2.1.2</a>
 */
public final class Activations implements ActivationFunctions {
  private static final float SELU_ALPHA = 1.6732632423543772848170429916717f;
  private static final float SELU_SCALE = 1.0507009873554804934193349852946f;

  private final Translation context;
  private final KerasVersion keras;

  Activations(Translation context, KerasVersion keras) {
    this.context = context;
    this.keras = keras;
  }

  /** The same functions on another graph: a cell's steps are written when loops are made. */
  Activations on(IrBuilder graph) {
    return graph == context.graph() ? this : context.on(graph).activations();
  }

  Activations in(Translation other) {
    return new Activations(other, keras);
  }

  /**
   * Applies what an {@code activation} setting names.
   *
   * @param owner the layer whose setting it is
   * @param setting a name, null, {@code {"class_name": "function", "config": name}} or a layer
   */
  public Value apply(LayerConfig owner, JsonNode setting, Value x) {
    if (setting.isMissingNode() || setting.isNull()) {
      return x;
    }
    Optional<KerasLayer> layer = layer(owner, setting);
    if (layer.isPresent()) {
      return context
          .call(layer.get(), WeightSet.assign(owner.layer(), List.of(), List.of()), List.of(x))
          .get(0);
    }
    String name = name(owner, setting);
    if (!keras.mayHave(name)) {
      throw owner.error(
          "its activation '"
              + name
              + "' is none of Keras "
              + keras.label()
              + "'s own, and the body of its author's function is not in the file: put it into a"
              + " Lambda layer");
    }
    return named(name, x).orElseThrow(() -> owner.error("no activation '" + name + "' is known"));
  }

  private Optional<KerasLayer> layer(LayerConfig owner, JsonNode setting) {
    if (!setting.isObject() || !setting.path("config").isObject()) {
      return Optional.empty();
    }
    KerasLayer holder = new KerasLayer(owner.layer(), "", owner, Optional.empty(), List.of());
    return Optional.of(holder.wrapped("activation"));
  }

  private static String name(LayerConfig owner, JsonNode setting) {
    JsonNode name = setting.isObject() ? setting.path("config") : setting;
    if (name.isTextual()) {
      return name.textValue();
    }
    if (setting.path("class_name").isTextual()) {
      return setting.path("class_name").textValue();
    }
    throw owner.error("activation", "is no name");
  }

  @Override
  public Optional<Value> named(String name, Value x) {
    IrBuilder graph = context.graph();
    MathOps math = graph.math();
    return Optional.ofNullable(
        switch (name) {
          case "linear" -> x;
          case "relu" -> math.unary("Relu", x);
          case "relu6" -> relu(x, 0, Optional.of(6f), 0);
          case "elu" -> elu(x, 1);
          case "selu" -> math.mul(elu(x, SELU_ALPHA), SELU_SCALE);
          case "softplus" -> math.unary("Softplus", x);
          case "softsign" -> math.unary("Softsign", x);
          case "tanh" -> math.unary("Tanh", x);
          case "sigmoid" -> math.unary("Sigmoid", x);
          case "exponential" -> math.unary("Exp", x);
          case "hard_sigmoid" -> hardSigmoid(x);
          case "softmax" -> softmax(x, -1);
          case "log_softmax" -> logSoftmax(x, -1);
          case "swish", "silu" -> math.mul(x, math.unary("Sigmoid", x));
          case "gelu" -> gelu(x);
          case "hard_silu", "hard_swish" -> math.mul(x, hardSigmoid(x));
          case "hard_tanh" -> math.clip(x, -1, 1);
          case "log_sigmoid" -> math.unary("Neg", math.unary("Softplus", math.unary("Neg", x)));
          case "tanh_shrink" -> math.sub(x, math.unary("Tanh", x));
          case "hard_shrink" -> hardShrink(x);
          case "soft_shrink" -> math.sub(x, math.clip(x, -0.5f, 0.5f));
          case "celu" -> elu(x, 1);
          case "squareplus" -> squarePlus(x);
          case "sparse_plus" -> sparsePlus(x);
          case "sparse_sigmoid" -> math.clip(math.add(math.mul(x, 0.5f), 0.5f), 0, 1);
          case "mish" -> math.mul(x, math.unary("Tanh", math.unary("Softplus", x)));
          case "leaky_relu" -> relu(x, 0.2f, Optional.empty(), 0);
          default -> null;
        });
  }

  @Override
  public Value relu(Value x, float slope, Optional<Float> max, float threshold) {
    MathOps math = context.graph().math();
    Value negative =
        slope == 0 ? null : math.unary("Relu", math.sub(context.graph().scalar(threshold), x));
    Value positive = threshold == 0 ? math.unary("Relu", x) : above(x, threshold);
    if (max.isPresent()) {
      positive = math.clip(positive, 0, max.get());
    }
    return negative == null ? positive : math.sub(positive, math.mul(negative, slope));
  }

  /** {@code x} where it is greater than the threshold, else 0. */
  public Value above(Value x, float threshold) {
    MathOps math = context.graph().math();
    Value mask = math.compare("Greater", x, context.graph().scalar(threshold));
    return math.mul(x, math.toFloat(mask));
  }

  @Override
  public Value elu(Value x, float alpha) {
    MathOps math = context.graph().math();
    Value elu = math.unary("Elu", x);
    if (alpha == 1) {
      return elu;
    }
    // where x > 0 elu(x) is x itself: the two halves add up
    Value positive = math.unary("Relu", elu);
    Value negative = math.binary("Minimum", elu, context.graph().scalar(0));
    return math.add(positive, math.mul(negative, alpha));
  }

  /** Keras 2 has a slope of 0.2, Keras 3 of 1/6. */
  private Value hardSigmoid(Value x) {
    MathOps math = context.graph().math();
    float slope = keras.major() >= 3 ? 1 / 6f : 0.2f;
    return math.clip(math.add(math.mul(x, slope), 0.5f), 0, 1);
  }

  /** {@code x} where its size is above 0.5, else 0. */
  private Value hardShrink(Value x) {
    MathOps math = context.graph().math();
    Value mask = math.compare("Greater", math.unary("Abs", x), context.graph().scalar(0.5f));
    return math.mul(x, math.toFloat(mask));
  }

  private Value squarePlus(Value x) {
    MathOps math = context.graph().math();
    Value root = math.unary("Sqrt", math.add(math.unary("Square", x), 4));
    return math.mul(math.add(x, root), 0.5f);
  }

  /** 0 up to −1, x from 1, and (x + 1)² / 4 between. */
  private Value sparsePlus(Value x) {
    MathOps math = context.graph().math();
    Value between = math.add(math.clip(x, -1, 1), 1);
    Value above = math.unary("Relu", math.add(x, -1));
    return math.add(math.mul(math.unary("Square", between), 0.25f), above);
  }

  /** The approximation by tanh. */
  Value tanhGelu(Value x) {
    MathOps math = context.graph().math();
    Value cube = math.mul(math.mul(math.unary("Square", x), x), 0.044715f);
    Value bent = math.unary("Tanh", math.mul(math.add(x, cube), (float) Math.sqrt(2 / Math.PI)));
    return math.mul(math.mul(x, 0.5f), math.add(bent, 1));
  }

  Value gelu(Value x) {
    MathOps math = context.graph().math();
    Value erf = math.unary("Erf", math.mul(x, (float) Math.sqrt(0.5)));
    return math.mul(math.mul(x, 0.5f), math.add(erf, 1));
  }

  /** Softmax along one axis; matrices have an operation for it, other tensors are spelled out. */
  @Override
  public Value softmax(Value x, int axis) {
    MathOps math = context.graph().math();
    if (x.rank() == 2 && (axis == -1 || axis == 1)) {
      return math.softmaxRows(x);
    }
    Value e = math.unary("Exp", belowMaximum(x, axis));
    return math.div(e, math.reduce("Sum", e, true, axis));
  }

  /** The logarithm of softmax; finite where softmax itself is too small for a float. */
  Value logSoftmax(Value x, int axis) {
    MathOps math = context.graph().math();
    Value below = belowMaximum(x, axis);
    Value sum = math.reduce("Sum", math.unary("Exp", below), true, axis);
    return math.sub(below, math.unary("Log", sum));
  }

  private Value belowMaximum(Value x, int axis) {
    MathOps math = context.graph().math();
    return math.sub(x, math.reduce("Max", x, true, axis));
  }
}
