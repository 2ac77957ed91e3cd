package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.features.ClipFeatures;
import io.kwsbench.features.FeatureMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way from a clip, mixed as in training, to what the original pipeline gave a model. */
class BatchFeaturesTest {
  private static final int RATE = 16_000;

  @ParameterizedTest
  @CsvSource({"SPEC,18", "MFCC,30"})
  void areTheOriginals(FeatureMode mode, int count) throws IOException {
    JsonNode index =
        new ObjectMapper().readTree(SharedMaterial.require("keras/features/index.json").toFile());
    float[] noise =
        WavReader.read(SharedMaterial.require(index.get("background").asText())).samples();
    int compared = 0;

    for (JsonNode entry : index.get("entries")) {
      if (entry.get("kind").asText().equals(mode.label())) {
        Batch clip = clip(entry, noise, index.get("background_offset").asInt());
        ClipFeatures features = new ClipFeatures(mode, frames(entry));
        try (BatchFeatures made = new BatchFeatures(features)) {
          assertClose(mode, made.of(clip).inputs().get(0), floats(entry.get("file").asText()));
          assertThat(features.frameCount()).isEqualTo(entry.get("shape").get(1).asInt());
          assertThat(features.columns()).isEqualTo(entry.get("shape").get(2).asInt());
        }
        compared++;
      }
    }
    assertThat(compared).isEqualTo(count);
  }

  private static void assertClose(FeatureMode mode, float[] actual, float[] expected) {
    double most = 0;
    double off = 0;
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs(expected[i]));
      off = Math.max(off, Math.abs(expected[i] - actual[i]));
    }
    assertThat(off).isLessThan(mode == FeatureMode.SPEC ? 1e-5 * most : 1e-3);
  }

  private static ClipFeatures.Frames frames(JsonNode entry) {
    return new ClipFeatures.Frames(
        entry.get("window_size_ms").asDouble(),
        entry.get("window_stride_ms").asDouble(),
        entry.get("dct_coefficient_count").asInt(),
        entry.get("num_log_mel_features").asInt());
  }

  private static Batch clip(JsonNode entry, float[] noise, int offset) {
    Mix mix =
        new Mix(
            (float) entry.get("foreground_volume").asDouble(),
            entry.get("time_shift").asInt(),
            noise,
            offset,
            (float) entry.get("background_volume").asDouble());
    var clip = WavReader.read(SharedMaterial.require(entry.get("clip").asText()));
    float[] made = new float[RATE];
    mix.apply(FittedClip.of(clip, RATE, RATE, 1).clip().samples(), made, 0, RATE);
    return new Batch(made, new int[1]);
  }

  @Test
  void modesGiveWhatTheyName() {
    Batch batch = new Batch(new float[2 * RATE], new int[2]);
    try (BatchFeatures raw = new BatchFeatures(ClipFeatures.RAW);
        BatchFeatures both = new BatchFeatures(ClipFeatures.original(FeatureMode.MFCC_AND_RAW))) {
      assertThat(raw.of(batch).inputs()).singleElement().isSameAs(batch.raw());
      assertThat(both.of(batch).inputs()).hasSize(2);
      assertThat(both.of(batch).inputs().get(0)).hasSize(2 * 98 * 60);
      assertThat(both.of(batch).inputs().get(1)).isSameAs(batch.raw());
    }
    assertThatThrownBy(() -> FeatureMode.ofLabel("mel"))
        .isInstanceOf(KwsException.class)
        .hasMessage("no features 'mel'; raw, spec, mfcc, mfcc_and_raw");
    assertThat(FeatureMode.ofLabel("mfcc_and_raw")).isEqualTo(FeatureMode.MFCC_AND_RAW);
  }

  private static float[] floats(String file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(SharedMaterial.require("keras/features/" + file)))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
