package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * The classes of layers. Keras 3's operations on tensors have names that layers have, too, such as
 * Add: theirs get a prefix.
 */
final class ClassNames {
  private static final Pattern OPERATIONS = Pattern.compile("keras\\.(src\\.)?ops(\\..*)?");
  private static final Pattern KERAS =
      Pattern.compile("(keras|tf_keras|tensorflow(\\.python)?\\.keras|builtins)(\\..*)?");

  private ClassNames() {}

  static String of(JsonNode json, String className) {
    return OPERATIONS.matcher(json.path("module").asText("")).matches()
        ? KerasLayer.OPERATION + className
        : className;
  }

  /** Refuses a class of the model's author, whatever its name is. */
  static void requireKeras(LayerConfig config, JsonNode json) {
    String registered = json.path("registered_name").asText("");
    String module = json.path("module").asText("");
    boolean foreign = !module.isEmpty() && !KERAS.matcher(module).matches();
    boolean own = json.has("module") && module.isEmpty() && !registered.isEmpty();
    if (foreign || own || registered.contains(">")) {
      throw config.error(
          "its class is "
              + (registered.isEmpty()
                  ? module + "." + json.path("class_name").asText()
                  : registered)
              + ", which is not a class of Keras: the file does not contain its code");
    }
  }
}
