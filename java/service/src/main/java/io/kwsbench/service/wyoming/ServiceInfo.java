package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer to {@code describe}: one service with one model per word. */
final class ServiceInfo {
  private static final String NAME = "kwsbench";

  private ServiceInfo() {}

  static ObjectNode of(List<String> words) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    ObjectNode service = artifact(info.putArray("wake"), NAME, "kwsbench keyword spotter");
    ArrayNode models = service.putArray("models");
    for (String word : words) {
      ObjectNode model = artifact(models, word, word);
      model.putArray("languages");
      model.put("phrase", word);
    }
    return info;
  }

  private static ObjectNode artifact(ArrayNode into, String name, String description) {
    ObjectNode artifact = into.addObject().put("name", name).put("description", description);
    artifact.putObject("attribution").put("name", NAME).put("url", "");
    return artifact.put("installed", true).putNull("version");
  }
}
