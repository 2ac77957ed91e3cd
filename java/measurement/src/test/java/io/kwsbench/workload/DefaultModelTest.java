package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.metadata.SpeechCommands;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultModelTest {
  @Test
  void passesTheSizeGate() {
    assertThat(DefaultModel.graph().sizeBytes()).isLessThan(5_000_000);
  }

  @Test
  void itsLabelsAreThoseItWasTrainedWith() throws IOException {
    assertThat(DefaultModel.labels())
        .startsWith("_silence_", "_unknown_")
        .containsAll(SpeechCommands.WANTED)
        .contains(DefaultModel.CLIP_WORD)
        .hasSize(12)
        .isEqualTo(texts(record().get("labels")));
  }

  @Test
  void itsRecordTellsAnAccuracyOnClipsHeldOut() throws IOException {
    double best = 0;
    for (JsonNode epoch : record().get("epochs")) {
      best = Math.max(best, epoch.get("valAccuracy").asDouble());
    }
    assertThat(best).isGreaterThan(0.92);
  }

  @Test
  void itsClipIsASecond() {
    assertThat(DefaultModel.clip().sampleRate()).isEqualTo(16_000);
    assertThat(DefaultModel.clip().frames()).isEqualTo(16_000);
    assertThat(DefaultModel.clip().channels()).isEqualTo(1);
  }

  private static JsonNode record() throws IOException {
    try (InputStream stream = DefaultModel.class.getResourceAsStream("model/training.json")) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
