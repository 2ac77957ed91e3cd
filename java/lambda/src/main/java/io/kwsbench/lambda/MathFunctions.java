package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Functions of Keras's backend and of TensorFlow that compute element by element. */
final class MathFunctions {
  /** Functions of one tensor by the names they share; TensorFlow's operation for each. */
  private static final Map<String, String> UNARY =
      Map.ofEntries(
          Map.entry("abs", "Abs"),
          Map.entry("square", "Square"),
          Map.entry("sqrt", "Sqrt"),
          Map.entry("exp", "Exp"),
          Map.entry("log", "Log"),
          Map.entry("sign", "Sign"),
          Map.entry("sin", "Sin"),
          Map.entry("cos", "Cos"),
          Map.entry("tanh", "Tanh"),
          Map.entry("sigmoid", "Sigmoid"),
          Map.entry("softplus", "Softplus"),
          Map.entry("softsign", "Softsign"),
          Map.entry("log1p", "Log1p"),
          Map.entry("floor", "Floor"),
          Map.entry("negative", "Neg"),
          Map.entry("rsqrt", "Rsqrt"));

  private static final Map<String, String> BINARY =
      Map.ofEntries(
          Map.entry("maximum", "Maximum"),
          Map.entry("minimum", "Minimum"),
          Map.entry("add", "Add"),
          Map.entry("subtract", "Sub"),
          Map.entry("multiply", "Mul"),
          Map.entry("divide", "RealDiv"),
          Map.entry("pow", "Pow"));

  private static final Map<String, String> COMPARISONS =
      Map.of(
          "greater", "Greater",
          "greater_equal", "GreaterEqual",
          "less", "Less",
          "less_equal", "LessEqual");

  /** The longest tensor that is filled with one number. */
  private static final int MAX_FILLED = 1 << 20;

  private MathFunctions() {}

  static void addTo(Vocabulary v) {
    UNARY.forEach(
        (name, op) -> {
          v.add("K." + name + "(x)", f -> f.math().unary(op, f.tensor("x")));
          v.add("tf." + name + "(x, name)", f -> f.math().unary(op, f.tensor("x")));
        });
    BINARY.forEach(
        (name, op) -> {
          v.add(
              "K." + name + "(x, y, a)",
              f -> f.math().binary(op, f.tensor("x"), f.tensor("y", "a")));
          v.add(
              "tf." + name + "(x, y, name)",
              f -> f.math().binary(op, f.tensor("x"), f.tensor("y")));
        });
    COMPARISONS.forEach(
        (name, op) -> {
          v.add("K." + name + "(x, y)", f -> f.math().compare(op, f.tensor("x"), f.tensor("y")));
          v.add(
              "tf." + name + "(x, y, name)",
              f -> f.math().compare(op, f.tensor("x"), f.tensor("y")));
        });
    addClips(v);
    addActivations(v);
    addSelections(v);
  }

  private static void addClips(Vocabulary v) {
    v.add("K.clip(x, min_value, max_value)", MathFunctions::clip);
    v.add(
        "tf.clip_by_value(t, clip_value_min, clip_value_max, name)",
        f ->
            f.math()
                .clip(
                    f.tensor("t"),
                    f.number("clip_value_min", Double.NaN),
                    f.number("clip_value_max", Double.NaN)));
    v.add("K.l2_normalize(x, axis)", f -> normalized(f, f.tensor("x"), "axis", 1e-12f));
    v.add(
        "tf.l2_normalize(x, dim, epsilon, name, axis)",
        f ->
            normalized(
                f, f.tensor("x"), f.has("axis") ? "axis" : "dim", f.number("epsilon", 1e-12)));
    v.add("K.epsilon()", f -> 1e-7);
    v.add("K.constant(value, dtype, shape, name)", f -> f.tensor("value"));
    v.add("tf.constant(value, dtype, shape, name)", f -> f.tensor("value"));
    v.add("K.zeros_like(x, dtype, name)", f -> filled(f, f.tensor("x"), 0));
    v.add("K.ones_like(x, dtype, name)", f -> filled(f, f.tensor("x"), 1));
    v.add("tf.zeros_like(tensor, dtype, name)", f -> filled(f, f.tensor("tensor"), 0));
    v.add("tf.ones_like(tensor, dtype, name)", f -> filled(f, f.tensor("tensor"), 1));
  }

  /** Keras puts a maximum below the minimum up to it, and takes None for no bound above. */
  private static Object clip(Bound f) {
    float low = f.has("min_value") ? f.number("min_value", 0) : Float.NEGATIVE_INFINITY;
    float high = f.has("max_value") ? f.number("max_value", 0) : Float.POSITIVE_INFINITY;
    Value x = f.tensor("x");
    if (Float.isInfinite(high)) {
      return f.math().binary("Maximum", x, f.graph().scalar(low));
    }
    return Float.isInfinite(low)
        ? f.math().binary("Minimum", x, f.graph().scalar(high))
        : f.math().clip(x, low, Math.max(low, high));
  }

  private static Value normalized(Bound f, Value x, String axisKey, float epsilon) {
    int[] axes = f.axes(axisKey, x.rank());
    Value squares = f.math().reduce("Sum", f.math().unary("Square", x), true, axes);
    Value bounded = f.math().binary("Maximum", squares, f.graph().scalar(epsilon));
    return f.math().mul(x, f.math().unary("Rsqrt", bounded));
  }

  private static Value filled(Bound f, Value like, float value) {
    if (like.size() > MAX_FILLED) {
      throw new KwsException("a constant of " + like.size() + " numbers is too large");
    }
    float[] values = new float[like.size()];
    Arrays.fill(values, value);
    return f.graph().constant(Literal.of(values, like.shape()));
  }

  private static void addActivations(Vocabulary v) {
    v.add("K.relu(x, alpha, max_value, threshold)", MathFunctions::relu);
    v.add("activations.relu(x, alpha, max_value, threshold)", MathFunctions::relu);
    v.add("K.softmax(x, axis)", f -> f.activations().softmax(f.tensor("x"), f.integer("axis", -1)));
    v.add(
        "activations.softmax(x, axis)",
        f -> f.activations().softmax(f.tensor("x"), f.integer("axis", -1)));
    v.add(
        "tf.softmax(logits, axis, name, dim)",
        f ->
            f.activations()
                .softmax(f.tensor("logits"), f.integer(f.has("dim") ? "dim" : "axis", -1)));
    v.add("K.elu(x, alpha)", f -> f.activations().elu(f.tensor("x"), f.number("alpha", 1)));
    v.add(
        "activations.elu(x, alpha)", f -> f.activations().elu(f.tensor("x"), f.number("alpha", 1)));
    v.add(
        "tf.leaky_relu(features, alpha, name)",
        f ->
            f.activations()
                .relu(f.tensor("features"), f.number("alpha", 0.2), Optional.empty(), 0));
    for (String name : new String[] {"hard_sigmoid", "selu", "gelu", "relu6"}) {
      v.add("K." + name + "(x)", f -> named(f, name, "x"));
    }
    for (String name :
        new String[] {
          "selu",
          "softplus",
          "softsign",
          "tanh",
          "sigmoid",
          "hard_sigmoid",
          "linear",
          "gelu",
          "swish",
          "silu",
          "exponential"
        }) {
      v.add("activations." + name + "(x)", f -> named(f, name, "x"));
    }
    for (String name : new String[] {"relu", "relu6", "elu", "selu", "gelu", "swish", "silu"}) {
      v.add("tf." + name + "(features, name)", f -> named(f, name, "features"));
    }
  }

  private static Object named(Bound f, String name, String argument) {
    return f.activations()
        .named(name, f.tensor(argument))
        .orElseThrow(() -> new KwsException("is no activation"));
  }

  private static Object relu(Bound f) {
    Optional<Float> max =
        f.has("max_value") ? Optional.of(f.number("max_value", 0)) : Optional.empty();
    return f.activations().relu(f.tensor("x"), f.number("alpha", 0), max, f.number("threshold", 0));
  }

  private static void addSelections(Vocabulary v) {
    v.add("K.cast(x, dtype)", f -> cast(f, "x"));
    v.add("tf.cast(x, dtype, name)", f -> cast(f, "x"));
    v.add("tf.to_float(x, name)", f -> cast(f, "x"));
    v.add(
        "K.switch(condition, then_expression, else_expression)",
        f ->
            f.math()
                .select(
                    f.tensor("condition"),
                    f.tensor("then_expression"),
                    f.tensor("else_expression")));
    v.add(
        "tf.where(condition, x, y, name)",
        f -> f.math().select(f.tensor("condition"), f.tensor("x"), f.tensor("y")));
  }

  private static Object cast(Bound f, String argument) {
    if (f.has("dtype") && !f.text("dtype", "").equals("float32")) {
      throw new KwsException("casts to float32 only");
    }
    Value x = f.tensor(argument);
    return x.type() == DType.FLOAT ? x : f.math().toFloat(x);
  }
}
