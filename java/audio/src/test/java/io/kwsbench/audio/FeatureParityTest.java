package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.audio.FeatureSettings.Frames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what the original pipeline (TensorFlow 1.4) and TensorFlow's audio ops made. */
class FeatureParityTest {
  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void everyFeatureOfTheOriginalPipeline(Material material) throws Exception {
    Map<String, float[]> raws = new HashMap<>();
    Path folder = material.original("features");
    JsonNode index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
    for (JsonNode entry : index.get("entries")) {
      String key = entry.get("clip").asText() + entry.path("time_shift").asInt();
      float[] expected = floats(folder.resolve(entry.get("file").asText()));
      switch (entry.get("kind").asText()) {
        case "raw" -> raws.put(key, expected);
        case "spec" ->
            compare(contrib(entry, false), raws.get(key), expected, 1e-5f * largest(expected));
        case "mfcc" -> compare(contrib(entry, true), raws.get(key), expected, 1e-3f);
        default -> {
          float[] clip = new float[16_000];
          Clip read = WavReader.read(material.path(entry.get("clip").asText()));
          read.fit(16_000, 1).copyTo(clip, 0);
          int coefficients = entry.get("dct_coefficient_count").asInt();
          compare(
              FeatureSettings.audioOpsMfcc(new Frames(16_000, 480, 160), 16_000, coefficients),
              clip,
              expected,
              2e-6f);
        }
      }
    }
    assertThat(raws).isNotEmpty();
  }

  private static FeatureSettings contrib(JsonNode entry, boolean mfcc) {
    int window = (int) (16 * entry.get("window_size_ms").asDouble());
    int stride = (int) (16 * entry.get("window_stride_ms").asDouble());
    Frames frames = new Frames(16_000, window, stride);
    if (!mfcc) {
      return FeatureSettings.contribSpectrogram(frames);
    }
    int bands = entry.get("dct_coefficient_count").asInt();
    int coefficients = entry.get("num_log_mel_features").asInt();
    return FeatureSettings.contribMfcc(
        frames, new FeatureSettings.Cepstrum(16_000, 80, 7600, bands, coefficients));
  }

  private static void compare(
      FeatureSettings settings, float[] clip, float[] expected, float tolerance) {
    try (FeatureExtractor extractor = FeatureExtractor.of(settings)) {
      float[] features = extractor.extract(clip);
      assertThat(features).hasSameSizeAs(expected);
      float worst = 0;
      for (int i = 0; i < features.length; i++) {
        worst = Math.max(worst, Math.abs(features[i] - expected[i]));
      }
      assertThat(worst).as(settings.toString()).isLessThanOrEqualTo(tolerance);
    }
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static float[] floats(Path file) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }
}
