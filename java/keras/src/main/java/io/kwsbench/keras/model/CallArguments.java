package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/**
 * The arguments of one call as JSON, with the call's inputs in place of the tensors.
 *
 * <p>Immutable.
 *
 * @param positional a list
 * @param keywords an object
 */
public record CallArguments(JsonNode positional, JsonNode keywords) {
  /** Those of a call of nothing but inputs. */
  public static final CallArguments NONE =
      new CallArguments(
          JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.objectNode());

  private static final String INPUT = "__input__";

  /** The stand-in for an input of the call. */
  static ObjectNode input(int index) {
    return JsonNodeFactory.instance.objectNode().put(INPUT, index);
  }

  /** The number of the input that an argument is; empty for any other argument. */
  public static OptionalInt inputOf(JsonNode argument) {
    JsonNode index = argument.path(INPUT);
    return index.isInt() ? OptionalInt.of(index.intValue()) : OptionalInt.empty();
  }

  /** The argument at this place, or else with this keyword; a missing node without one. */
  public JsonNode at(int place, String keyword) {
    return positional.has(place) ? positional.get(place) : keywords.path(keyword);
  }
}
