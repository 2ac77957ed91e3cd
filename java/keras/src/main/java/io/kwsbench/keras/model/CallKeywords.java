package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import java.util.Map;
import java.util.Set;

/**
 * The keywords that a layer is called with beside its inputs: those that change nothing at
 * inference pass, all others are refused, since a call without them computes something else.
 */
final class CallKeywords {
  /** A recurrent layer's states; Keras 3 has them among the keywords. */
  static final String STATES = "initial_state";

  private static final String TRAINING = "training";

  private static final Set<String> OPERATIONS = Set.of("TFOpLambda", "SlicingOpLambda");

  /** Arguments that layers read of their calls by themselves. */
  private static final Map<String, Set<String>> READ =
      Map.of(
          "MultiHeadAttention",
          Set.of("query", "value", "key", "use_causal_mask", "return_attention_scores"),
          "Attention",
          Set.of("use_causal_mask"),
          "AdditiveAttention",
          Set.of("use_causal_mask"));

  private final LayerConfig config;
  private final String className;

  CallKeywords(LayerConfig config, String className) {
    this.config = config;
    this.className = className;
  }

  /** Returns whether a class is that of an operation on tensors, which reads all its arguments. */
  static boolean isOperation(String className) {
    return OPERATIONS.contains(className) || className.startsWith(KerasLayer.OPERATION);
  }

  private boolean isRead(String keyword) {
    return isOperation(className) || READ.getOrDefault(className, Set.of()).contains(keyword);
  }

  /** Keras 2 obeys {@code training=True} in predict too: batch statistics, noise and dropout. */
  void ofKeras2(JsonNode keywords) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      JsonNode value = keyword.getValue();
      if (keyword.getKey().equals(TRAINING)) {
        requireInference(value);
      } else if (!value.isNull() && !isRead(keyword.getKey())) {
        throw refused(keyword);
      }
    }
  }

  /** Keras 3's predict ignores the call's {@code training}. */
  void ofKeras3(JsonNode keywords) {
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      boolean harmless = keyword.getKey().equals(TRAINING) || keyword.getKey().equals(STATES);
      if (!harmless && !keyword.getValue().isNull() && !isRead(keyword.getKey())) {
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
