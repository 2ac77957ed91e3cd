package io.kwsbench.cli.make;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.train.EpochRecord;
import java.util.Locale;

/** An epoch as one line: for people, or a JSON object for programs. */
enum EpochLines {
  TEXT {
    @Override
    String line(EpochRecord epoch, boolean best) {
      return String.format(
          Locale.ROOT,
          "epoch %3d: loss %.4f acc %.4f, val loss %.4f acc %.4f%s, lr %.2e, %.0f clips/s",
          epoch.epoch(),
          epoch.trained().loss(),
          epoch.trained().accuracy(),
          epoch.validated().loss(),
          epoch.validated().accuracy(),
          best ? " (best)" : "",
          epoch.learningRate(),
          epoch.pace().clipsPerSecond());
    }
  },
  JSON {
    @Override
    String line(EpochRecord epoch, boolean best) {
      ObjectNode json = MAPPER.createObjectNode();
      json.put("epoch", epoch.epoch()).put("steps", epoch.at().steps());
      json.put("loss", epoch.trained().loss())
          .put("categorical_accuracy", epoch.trained().accuracy());
      json.put("val_loss", epoch.validated().loss())
          .put("val_categorical_accuracy", epoch.validated().accuracy());
      if (epoch.validated().recall() >= 0) {
        json.put("val_recall", epoch.validated().recall());
      }
      json.put("best", best).put("lr", epoch.learningRate());
      json.put("clips_per_second", epoch.pace().clipsPerSecond());
      json.put("waited_share", epoch.pace().waitedShare()).put("checkpoint", epoch.checkpoint());
      try {
        return MAPPER.writeValueAsString(json);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e); // numbers and a name have a spelling
      }
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  abstract String line(EpochRecord epoch, boolean best);
}
