package io.kwsbench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.files.TextFile;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes training.json; messages name the key of a bad value. */
final class RecordFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final ObjectMapper READER =
      JSON.copy()
          .setAnnotationIntrospector(FlatParts.AS_OBJECTS)
          .registerModule(new SimpleModule().setDeserializerModifier(new FlatParts()));

  private RecordFile() {}

  static void write(Path file, TrainingRecord record) {
    AtomicFile.write(
        file, out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record)));
  }

  /**
   * @throws KwsException when it cannot be read or is no record
   */
  static TrainingRecord read(Path file) {
    String text = TextFile.read(file);
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.path("settings").isTextual()) {
        throw new KwsException(
            file
                + ": from a version that did not keep a run's settings, so the run cannot be"
                + " continued. Its checkpoints can still be evaluated and frozen");
      }
      if (!tree.isObject()) {
        throw new KwsException(file + ": not a training record");
      }
      complete(tree.path("settings"));
      tree.path("epochs").forEach(RecordFile::completeEpoch);
      return READER.treeToValue(tree, TrainingRecord.class);
    } catch (JsonMappingException e) {
      throw new KwsException(file + ": " + key(e) + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new KwsException(file + ": not a training record: " + e.getOriginalMessage(), e);
    }
  }

  /** Adds the settings that earlier versions did not have, with the values that they had. */
  private static void complete(JsonNode settings) {
    if (settings instanceof ObjectNode object) {
      object.putIfAbsent("ema", DoubleNode.valueOf(0));
      object.putIfAbsent("selection", TextNode.valueOf(Selection.ACCURACY.label()));
      if (object.path("augmentation") instanceof ObjectNode augmentation) {
        for (String gap : List.of("maskFrequency", "maskMillis", "maskOctaves")) {
          augmentation.putIfAbsent(gap, DoubleNode.valueOf(0));
        }
        augmentation.putIfAbsent("noiseByRatio", BooleanNode.FALSE);
        augmentation.putIfAbsent("minNoiseRatio", DoubleNode.valueOf(0));
        augmentation.putIfAbsent("maxNoiseRatio", DoubleNode.valueOf(0));
      }
    }
  }

  private static void completeEpoch(JsonNode epoch) {
    if (epoch instanceof ObjectNode object) {
      object.putIfAbsent("valRecall", DoubleNode.valueOf(EpochRecord.Validated.UNKNOWN));
    }
  }

  /** The place in the file, such as {@code epochs[0].schedule: }. */
  private static String key(JsonMappingException e) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else if (!FlatParts.isPart(step.getFrom(), step.getFieldName())) {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.isEmpty() ? "" : key + ": ";
  }

  private static String reason(JsonMappingException e) {
    return e.getCause() instanceof IllegalArgumentException broken
        ? broken.getMessage()
        : e.getOriginalMessage();
  }
}
