package io.kwsbench.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.Bytecode;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The function that a Lambda layer's settings hold: {@code [code, defaults, closure]} in Keras 2,
 * the same as an object in Keras 3, or the name of a function.
 */
final class StoredFunction {
  private static final int DEEPEST = 16;

  private final Object callee;
  private final Map<String, Object> arguments;

  private StoredFunction(Object callee, Map<String, Object> arguments) {
    this.callee = callee;
    this.arguments = arguments;
  }

  /**
   * @throws KwsException when there is no function that can be read
   */
  static StoredFunction of(JsonNode function, JsonNode arguments, boolean isTheOriginals) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      values.put(argument.getKey(), python(argument.getValue(), 0));
    }
    return new StoredFunction(callee(function, isTheOriginals), values);
  }

  Object call(Object input, Interpreter interpreter) {
    return interpreter.call(callee, new Arguments(List.of(input), arguments));
  }

  /**
   * The code of a stored function; empty where that is a name alone.
   *
   * @throws KwsException when there is code that cannot be read
   */
  static Optional<PyCode> code(JsonNode function) {
    JsonNode code = function.isArray() ? function.path(0) : function.path("config").path("code");
    return code.isTextual() ? Optional.of(read(code)) : Optional.empty();
  }

  private static PyCode read(JsonNode code) {
    return Bytecode.unmarshal(CodeText.decode(code.textValue()));
  }

  private static Object callee(JsonNode function, boolean isTheOriginals) {
    if (function.isArray()) {
      return function(function.path(0), function.path(1), function.path(2));
    }
    JsonNode config = function.path("config");
    if (config.isObject()) {
      return function(config.path("code"), config.path("defaults"), config.path("closure"));
    }
    JsonNode name = function.isTextual() ? function : config;
    if (!name.isTextual()) {
      throw new KwsException("it holds no function");
    }
    if (function.path("class_name").asText().equals("builtin_function_or_method")) {
      return new PyName("builtins." + name.textValue());
    }
    return byName(name.textValue(), isTheOriginals);
  }

  /** Keras 3 stores every function with a name this way: it may be anybody's. */
  private static PyName byName(String name, boolean isTheOriginals) {
    return Optional.of(name)
        .filter(n -> isTheOriginals)
        .flatMap(ProjectFunctions::named)
        .orElseThrow(
            () ->
                ProjectFunctions.complaint(
                    name, "its function '" + name + "' is stored by name alone, without its body"));
  }

  private static PyFunction function(JsonNode code, JsonNode defaults, JsonNode closure) {
    if (!code.isTextual()) {
      throw new KwsException("it holds no bytecode");
    }
    PyCode read = read(code);
    List<PyCell> cells = new ArrayList<>();
    items(closure).forEach(value -> cells.add(new PyCell(value)));
    return new PyFunction(read, items(defaults), cells);
  }

  private static List<Object> items(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return List.of();
    }
    return Values.items(python(json, 0));
  }

  /** JSON as Python values. */
  private static Object python(JsonNode json, int depth) {
    if (depth > DEEPEST) {
      throw new KwsException("its arguments are nested too deep");
    }
    if (json.isNull() || json.isMissingNode()) {
      return PyNone.NONE;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isTextual()) {
      return json.textValue();
    }
    return json.isArray() ? list(json, depth) : object(json, depth);
  }

  private static List<Object> list(JsonNode json, int depth) {
    List<Object> items = new ArrayList<>();
    json.forEach(item -> items.add(python(item, depth + 1)));
    return items;
  }

  /** Tuples come in wrappings; an array's values or a function's name may, too. */
  private static Object object(JsonNode json, int depth) {
    JsonNode items = json.path("config").path("items");
    if (json.path("class_name").asText().equals("__tuple__") && items.isArray()) {
      return new PyTuple(list(items, depth));
    }
    if (json.path("type").asText().equals("ndarray")
        || json.path("type").asText().equals("tuple")) {
      return python(json.path("value"), depth + 1);
    }
    if (json.path("class_name").asText().equals("function") && json.path("config").isTextual()) {
      return new PyName(json.path("config").textValue());
    }
    throw new KwsException("one of its arguments or outer variables is no plain value");
  }
}
