package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one layer, read by name; every complaint names the layer and the setting.
 *
 * <p>Immutable.
 */
public final class LayerConfig {
  /** The source of functions that layers store by name alone. */
  public static final String FUNCTIONS = "kwsbench";

  /** They are those of the 2017 original. */
  public static final String CHALLENGE_2017 = "challenge2017";

  private final String layer;
  private final String className;
  private final JsonNode json;
  private final JsonNode whole;

  /**
   * @param json the settings
   * @param whole the layer that they are the settings of
   */
  LayerConfig(String layer, String className, JsonNode json, JsonNode whole) {
    this.layer = layer;
    this.className = className;
    this.json = json;
    this.whole = whole;
  }

  /** The layer's name. */
  public String layer() {
    return layer;
  }

  /** Returns whether the setting is there and not null. */
  public boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** The setting as JSON; a missing node when it is absent. */
  public JsonNode json(String key) {
    return json.path(key);
  }

  /** All settings. */
  public Set<Map.Entry<String, JsonNode>> all() {
    return json.properties();
  }

  /** The layer's JSON besides its settings; a missing node if there is none. */
  public JsonNode beside(String key) {
    return whole.path(key);
  }

  public String text(String key, String fallback) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return fallback;
    }
    if (!value.isTextual()) {
      throw error(key, "is no text");
    }
    return value.textValue();
  }

  public boolean flag(String key, boolean fallback) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw error(key, "is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A number that must be there. */
  public int integer(String key) {
    return integer(key, json.path(key));
  }

  public int integer(String key, int fallback) {
    return has(key) ? integer(key) : fallback;
  }

  private int integer(String key, JsonNode value) {
    if (!value.isNumber() || value.doubleValue() != value.intValue()) {
      throw error(key, value.isMissingNode() ? "is missing" : "is no whole number");
    }
    return value.intValue();
  }

  public double number(String key, double fallback) {
    Optional<Double> value = number(key);
    return value.orElse(fallback);
  }

  /** A number, where one is given; Keras 2.2 may wrap it as {@code {"value": 0.3}}. */
  public Optional<Double> number(String key) {
    JsonNode value = json.path(key);
    if (value.isObject() && value.has("value")) {
      value = value.path("value");
    }
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      throw error(key, "is no number");
    }
    return Optional.of(value.doubleValue());
  }

  /**
   * So many whole numbers; one number alone stands for all of them.
   *
   * @throws KwsException when they are missing, no whole numbers, or another count
   */
  public int[] integers(String key, int count) {
    JsonNode value = json.path(key);
    int[] out = new int[count];
    if (value.isNumber()) {
      Arrays.fill(out, integer(key, value));
      return out;
    }
    if (!value.isArray() || value.size() != count) {
      throw error(key, value.isMissingNode() ? "is missing" : "is not of " + count + " numbers");
    }
    for (int i = 0; i < count; i++) {
      out[i] = integer(key, value.get(i));
    }
    return out;
  }

  /** A list of whole numbers, of any length; null stands for −1. */
  public int[] integers(String key) {
    JsonNode value = json.path(key);
    if (value.isNumber()) {
      return new int[] {integer(key, value)};
    }
    if (!value.isArray() || value.size() > 16) {
      throw error(key, value.isMissingNode() ? "is missing" : "is no list of numbers");
    }
    int[] out = new int[value.size()];
    Iterator<JsonNode> items = value.elements();
    for (int i = 0; i < out.length; i++) {
      JsonNode item = items.next();
      out[i] = item.isNull() ? -1 : integer(key, item);
    }
    return out;
  }

  /** {@code channels_first}, which old checkpoints may leave to a default of {@code last}. */
  public boolean channelsFirst() {
    String format = text("data_format", "channels_last");
    return switch (format) {
      case "channels_first" -> true;
      case "channels_last", "" -> false;
      default -> throw error("data_format", "is '" + format + "'");
    };
  }

  /** The precision the layer computes in: {@code float32}, {@code mixed_float16}. */
  public String dtype() {
    JsonNode dtype = json.path("dtype");
    if (!dtype.isObject()) {
      return dtype.asText("float32");
    }
    JsonNode name = dtype.path("config").path("name");
    return name.isTextual() ? name.textValue() : "a " + dtype.path("class_name").asText("dtype");
  }

  /** The same settings but for one. */
  public LayerConfig with(String key, JsonNode value) {
    ObjectNode copy = json.isObject() ? json.deepCopy() : JsonNodeFactory.instance.objectNode();
    return new LayerConfig(layer, className, copy.set(key, value), whole);
  }

  /** A complaint about one setting. */
  public KwsException error(String key, String what) {
    return error("'" + key + "' " + what);
  }

  /** A complaint about the layer. */
  public KwsException error(String what) {
    return new KwsException("layer '" + layer + "' (" + className + "): " + what);
  }
}
