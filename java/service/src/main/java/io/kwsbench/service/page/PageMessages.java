package io.kwsbench.service.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.service.SharedModel;
import java.util.List;
import org.java_websocket.framing.CloseFrame;

/** The JSON texts between the page and its server. */
final class PageMessages {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PageMessages() {}

  /**
   * @throws RefusedException when the text is no JSON object with a type
   */
  static ObjectNode read(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object && object.path("type").isTextual()) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          CloseFrame.PROTOCOL_ERROR, "a message is no JSON: " + e.getOriginalMessage());
    }
    throw new RefusedException(
        CloseFrame.PROTOCOL_ERROR, "a message is no JSON object with a type");
  }

  static String model(SharedModel model, DetectorRule rule) {
    KeywordLabels labels = model.labels();
    ObjectNode message = message("model");
    ArrayNode all = message.putArray("labels");
    for (int i = 0; i < labels.count(); i++) {
      String label = labels.names().get(i);
      all.addObject()
          .put("name", label)
          .put("keyword", labels.isKeyword(i))
          .put("threshold", rule.thresholds().of(label));
    }
    return message
        .put("rule", rule.name())
        .put("sample_rate", model.spotter().sampleRate())
        .put("window", model.spotter().samples())
        .toString();
  }

  /**
   * @param time the window's end in seconds
   */
  static String scores(double time, double decibels, float[] scores) {
    ObjectNode message = message("scores").put("time", time).put("level", decibels);
    ArrayNode all = message.putArray("scores");
    for (float score : scores) {
      all.add(score);
    }
    return message.toString();
  }

  static String detection(Detection found, int sampleRate) {
    return fill(message("detection"), found, sampleRate).toString();
  }

  static String replay(List<Detection> found, int sampleRate) {
    ObjectNode message = message("replay");
    ArrayNode all = message.putArray("detections");
    found.forEach(one -> fill(all.addObject(), one, sampleRate));
    return message.toString();
  }

  private static ObjectNode fill(ObjectNode into, Detection found, int sampleRate) {
    return into.put("label", found.label())
        .put("score", found.score())
        .put("time", found.time() / (double) sampleRate);
  }

  private static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
