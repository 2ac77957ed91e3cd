package io.kwsbench.keras.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A model's metadata as JSON: an object of lists of texts, {@code {"labels":["yes","no"]}}. */
final class MetadataJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MetadataJson() {}

  static String write(ModelMetadata metadata) {
    return JSON.valueToTree(metadata.entries()).toString();
  }

  /**
   * @throws KwsException when it is no such object
   */
  static ModelMetadata read(String json) {
    try {
      TreeMap<String, List<String>> entries = new TreeMap<>();
      JsonNode root = JSON.readTree(json);
      require(root != null && root.isObject());
      root.fields().forEachRemaining(field -> entries.put(field.getKey(), texts(field.getValue())));
      return new ModelMetadata(entries);
    } catch (JsonProcessingException e) {
      throw new KwsException("'" + CheckpointWriter.METADATA + "' holds damaged JSON", e);
    }
  }

  private static List<String> texts(JsonNode list) {
    require(list.isArray());
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list) {
      require(text.isTextual());
      texts.add(text.textValue());
    }
    return texts;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new KwsException("'" + CheckpointWriter.METADATA + "' is no object of lists of texts");
    }
  }
}
