package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.CallArguments;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The arguments of one operation, by place or name. Keras 2 has them among the call's keywords,
 * Keras 3 partly among the settings. An argument that nothing has read is refused at the end.
 */
final class OperationCall {
  private static final int DEEPEST = 8;
  private static final Set<String> SETTINGS =
      Set.of("name", "trainable", "dtype", "function", "symbol");

  private final LayerCall call;
  private final Set<String> names = new HashSet<>();
  private final Set<Integer> places = new HashSet<>();

  OperationCall(LayerCall call) {
    this.call = call;
  }

  /** Returns whether it is an operation of {@code keras.ops}, not one of TensorFlow's. */
  boolean isKeras3() {
    return call.layer().isOperation();
  }

  IrBuilder graph() {
    return call.graph();
  }

  Activations activations() {
    return call.context().activations();
  }

  KwsException error(String what) {
    return call.error(what);
  }

  /** An argument as JSON; a missing node where there is none. */
  JsonNode json(int place, String... keys) {
    CallArguments arguments = call.arguments();
    if (arguments.positional().has(place)) {
      places.add(place);
      return arguments.positional().get(place);
    }
    for (String key : keys) {
      if (arguments.keywords().has(key)) {
        names.add(key);
        return arguments.keywords().get(key);
      }
      if (call.config().has(key) && !SETTINGS.contains(key)) {
        names.add(key);
        return call.config().json(key);
      }
    }
    return MissingNode.getInstance();
  }

  /** Returns whether an argument is given, as none. */
  boolean isNone(int place, String key) {
    JsonNode json = json(place, key);
    return json.isNull() || json.isMissingNode() && call.config().json(key).isNull();
  }

  /** A setting that shares its name with one that all layers have. */
  JsonNode setting(String key) {
    JsonNode keyword = call.arguments().keywords().path(key);
    names.add(key);
    return keyword.isMissingNode() ? call.config().json(key) : keyword;
  }

  /** A tensor, or a constant in its place. */
  Value value(int place, String... keys) {
    return value(json(place, keys));
  }

  Value value(JsonNode json) {
    OptionalInt input = CallArguments.inputOf(json);
    if (input.isPresent()) {
      return call.inputs().get(input.getAsInt());
    }
    JsonNode content = isTensor(json) ? json.path("config").path("value") : json;
    List<Float> numbers = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    collect(content, 0, numbers, shape);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i);
    }
    int[] dims = shape.stream().mapToInt(i -> i).toArray();
    if (java.util.Arrays.stream(dims).reduce(1, Math::multiplyExact) != values.length) {
      throw error("has a constant whose rows differ in length");
    }
    return dims.length == 0
        ? graph().scalar(values[0])
        : graph().constant(Literal.of(values, dims));
  }

  private static boolean isTensor(JsonNode json) {
    String kind = json.path("class_name").asText();
    return kind.equals("__tensor__") || kind.equals("__numpy__");
  }

  private void collect(JsonNode json, int depth, List<Float> numbers, List<Integer> shape) {
    if (json.isNumber()) {
      numbers.add(json.floatValue());
    } else if (json.isArray() && !json.isEmpty() && depth < DEEPEST) {
      if (shape.size() == depth) {
        shape.add(json.size());
      }
      json.forEach(item -> collect(item, depth + 1, numbers, shape));
    } else {
      throw error("has an argument that is neither a tensor nor numbers");
    }
  }

  /** A list of tensors. */
  List<Value> values(int place, String... keys) {
    JsonNode json = json(place, keys);
    if (!json.isArray()) {
      throw error("takes a list of tensors");
    }
    List<Value> values = new ArrayList<>();
    json.forEach(item -> values.add(value(item)));
    return values;
  }

  Optional<int[]> integers(int place, String... keys) {
    JsonNode json = json(place, keys);
    if (json.isMissingNode() || json.isNull()) {
      return Optional.empty();
    }
    List<JsonNode> items = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(items::add);
    } else {
      items.add(json);
    }
    return Optional.of(items.stream().mapToInt(this::integer).toArray());
  }

  int integer(JsonNode json) {
    if (!json.isNumber() || json.doubleValue() != json.intValue()) {
      throw error("has an argument that is no whole number");
    }
    return json.intValue();
  }

  int integer(int fallback, int place, String... keys) {
    int[] one = integers(place, keys).orElse(new int[] {fallback});
    if (one.length != 1) {
      throw error("has a list in place of one number");
    }
    return one[0];
  }

  float number(double fallback, int place, String... keys) {
    JsonNode json = json(place, keys);
    if (json.isMissingNode() || json.isNull()) {
      return (float) fallback;
    }
    if (!json.isNumber()) {
      throw error("has an argument that is no number");
    }
    return json.floatValue();
  }

  boolean flag(int place, String... keys) {
    return json(place, keys).asBoolean(false);
  }

  /** Refuses what nobody has read: it could change the result. */
  void requireAllRead() {
    CallArguments arguments = call.arguments();
    for (int i = 0; i < arguments.positional().size(); i++) {
      if (!places.contains(i)) {
        requireUnset("argument " + i, arguments.positional().get(i));
      }
    }
    for (Map.Entry<String, JsonNode> keyword : arguments.keywords().properties()) {
      if (!names.contains(keyword.getKey())) {
        requireUnset("the argument " + keyword.getKey(), keyword.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> setting : call.config().all()) {
      String key = setting.getKey();
      if (!names.contains(key) && !SETTINGS.contains(key)) {
        requireUnset("the argument " + key, setting.getValue());
      }
    }
  }

  private void requireUnset(String what, JsonNode value) {
    boolean off = value.isNull() || value.isBoolean() && !value.booleanValue();
    if (!off) {
      throw error("has " + what + ", which is not supported");
    }
  }
}
