package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {
  private static final int SAMPLES = 16_000;

  @Test
  void whatTheOriginalPipelineMade() throws IOException {
    JsonNode index =
        new ObjectMapper().readTree(SharedMaterial.require("keras/features/index.json").toFile());
    float[] noise =
        WavReader.read(SharedMaterial.require(index.get("background").asText())).samples();
    int compared = 0;

    for (JsonNode entry : index.get("entries")) {
      if (entry.get("kind").asText().equals("raw")) {
        Mix mix =
            new Mix(
                (float) entry.get("foreground_volume").asDouble(),
                entry.get("time_shift").asInt(),
                noise,
                index.get("background_offset").asInt(),
                (float) entry.get("background_volume").asDouble());
        var clip = WavReader.read(SharedMaterial.require(entry.get("clip").asText()));
        float[] made = new float[SAMPLES];
        mix.apply(FittedClip.of(clip, 16_000, SAMPLES, 1).clip().samples(), made, 0, SAMPLES);
        assertThat(made).containsExactly(floats(entry.get("file").asText()), within(1e-6f));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(10);
  }

  @Test
  void drawsKeepToTheirFrequenciesAndRanges() {
    Augmentation augmentation =
        new Augmentation(0.3, 0.15, 0.3, 0.4, 0.2, 0.25, 0.5, -500, 100, 0, 0, VoiceChange.NONE);
    MixDraw draw = new MixDraw(augmentation, BackgroundNoise.none(), SAMPLES);
    SplittableRandom random = new SplittableRandom(1);
    Mix[] mixes =
        IntStream.range(0, 20_000).mapToObj(i -> draw.draw(false, random)).toArray(Mix[]::new);

    assertThat(share(mixes, m -> m.shift() != 0)).isEqualTo(0.5, within(0.02));
    assertThat(share(mixes, m -> m.foreground() < 0)).isEqualTo(0.25, within(0.02));
    assertThat(share(mixes, m -> Math.abs(m.foreground()) != 1)).isEqualTo(0.4, within(0.02));
    assertThat(mixes)
        .allMatch(m -> m.shift() >= -500 && m.shift() <= 100)
        .allMatch(m -> Math.abs(Math.abs(m.foreground()) - 1) <= 0.2001)
        .allMatch(m -> m.noise() == null);
    assertThat(draw.draw(true, random).foreground()).isZero();
  }

  private static double share(Mix[] mixes, java.util.function.Predicate<Mix> what) {
    return java.util.Arrays.stream(mixes).filter(what).count() / (double) mixes.length;
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
