package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way from a clip, mixed as in training, to what the original pipeline gave a model. */
class BatchFeaturesTest {
  private static final int RATE = 16_000;

  static Stream<Arguments> modes() {
    return Material.present()
        .flatMap(m -> Stream.of(FeatureMode.SPEC, FeatureMode.MFCC).map(f -> Arguments.of(m, f)));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void areTheOriginals(Material material, FeatureMode mode) throws IOException {
    List<OriginalFeatures.Entry> entries = new OriginalFeatures(material).entries(mode.label());

    for (OriginalFeatures.Entry entry : entries) {
      ClipFeatures features = new ClipFeatures(mode, frames(entry.json()));
      try (BatchFeatures made = new BatchFeatures(features)) {
        Batch clip = new Batch(entry.mixed(RATE), new int[1]);
        assertClose(mode, made.of(clip).inputs().get(0), entry.values());
        assertThat(features.frameCount()).isEqualTo(entry.json().get("shape").get(1).asInt());
        assertThat(features.columns()).isEqualTo(entry.json().get("shape").get(2).asInt());
      }
    }
    assertThat(entries).isNotEmpty();
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
}
