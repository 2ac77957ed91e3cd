package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operations on tensors outside of any layer: {@code keras.ops} of Keras 3, TensorFlow's functions
 * in Keras 2. Both become the same few by name.
 */
final class OperationLayer {
  static final LayerKind KIND = OperationLayer::apply;

  /** One operation. */
  @FunctionalInterface
  interface Operation {
    List<Value> apply(OperationCall call);
  }

  private static final Pattern FUNCTION =
      Pattern.compile("(?:(?:compat\\.v1\\.)?(?:math\\.|nn\\.|linalg\\.)?|__operators__\\.)(\\w+)");

  private static final Map<String, Operation> OPERATIONS = all();

  private OperationLayer() {}

  private static Map<String, Operation> all() {
    Map<String, Operation> all = new HashMap<>();
    all.putAll(OperationMath.all());
    all.putAll(OperationShapes.all());
    return all;
  }

  private static List<Value> apply(LayerCall call) {
    String name = name(call);
    Operation operation = OPERATIONS.get(name);
    if (operation == null) {
      throw call.error(
          "the operation "
              + call.config().text("function", call.layer().className())
              + ", applied outside of any layer, is not supported");
    }
    OperationCall arguments = new OperationCall(call);
    List<Value> outputs = operation.apply(arguments);
    arguments.requireAllRead();
    return outputs;
  }

  private static String name(LayerCall call) {
    String className = call.layer().className();
    if (call.layer().isOperation()) {
      return ArchivedWeights.snakeCase(className.substring(KerasLayer.OPERATION.length()));
    }
    Matcher function = FUNCTION.matcher(call.config().text("function", ""));
    return function.matches()
        ? function.group(1).replaceFirst("^reduce_", "").toLowerCase(Locale.ROOT)
        : "";
  }
}
