package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import java.util.Map;

/**
 * The keywords that a layer is called with beside its inputs: those that change nothing at
 * inference pass, all others are refused, since a call without them computes something else.
 */
final class CallKeywords {
  /** A recurrent layer's states; Keras 3 has them among the keywords. */
  static final String STATES = "initial_state";

  private static final String TRAINING = "training";

  private final LayerConfig config;

  CallKeywords(LayerConfig config) {
    this.config = config;
  }

  /** Keras 2 obeys {@code training=True} in predict too: batch statistics, noise and dropout. */
  void ofKeras2(JsonNode keywords) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      JsonNode value = keyword.getValue();
      if (keyword.getKey().equals(TRAINING)) {
        requireInference(value);
      } else if (!value.isNull()) {
        throw refused(keyword);
      }
    }
  }

  /** Keras 3's predict ignores the call's {@code training}. */
  void ofKeras3(JsonNode keywords) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      boolean harmless = keyword.getKey().equals(TRAINING) || keyword.getKey().equals(STATES);
      if (!harmless && !keyword.getValue().isNull()) {
        throw refused(keyword);
      }
    }
  }

  private void requireInference(JsonNode training) {
    boolean off = training.isNull() || training.isBoolean() && !training.booleanValue();
    if (!off && !(training.isNumber() && training.doubleValue() == 0)) {
      throw config.error(
          "is called with training="
              + (training.isBoolean() || training.isNumber()
                  ? "True"
                  : InboundNodes.brief(training))
              + ", so that it works as in training; build the model without it");
    }
  }

  private KwsException refused(Map.Entry<String, JsonNode> keyword) {
    return config.error(
        "is called with the keyword "
            + keyword.getKey()
            + "="
            + InboundNodes.brief(keyword.getValue())
            + ", which is not supported");
  }
}
