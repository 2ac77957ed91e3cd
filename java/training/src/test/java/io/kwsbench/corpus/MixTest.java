package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Material;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixTest {
  private static final int SAMPLES = 16_000;

  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void whatTheOriginalPipelineMade(Material material) throws IOException {
    OriginalFeatures original = new OriginalFeatures(material);
    List<OriginalFeatures.Entry> raws = original.entries("raw");

    for (OriginalFeatures.Entry entry : raws) {
      assertThat(entry.mixed(SAMPLES)).containsExactly(entry.values(), within(1e-6f));
    }
    assertThat(raws).isNotEmpty();
  }

  @Test
  void drawsKeepToTheirFrequenciesAndRanges() {
    Augmentation augmentation =
        new Augmentation(
            new Augmentation.Noise(0.3, 0.15, 0.3),
            new Augmentation.Gain(0.4, 0.2, 0.25),
            new Augmentation.Shift(0.5, -500, 100),
            0,
            0,
            VoiceChange.NONE,
            Masking.NONE,
            NoiseRatio.NONE);
    AugmentationDraw draw = new AugmentationDraw(augmentation, BackgroundNoise.none(), SAMPLES);
    SplittableRandom random = new SplittableRandom(1);
    Mix[] mixes =
        IntStream.range(0, 20_000)
            .mapToObj(i -> draw.draw(new float[SAMPLES], random))
            .toArray(Mix[]::new);

    assertThat(share(mixes, m -> m.shift() != 0)).isEqualTo(0.5, within(0.02));
    assertThat(share(mixes, m -> m.foreground() < 0)).isEqualTo(0.25, within(0.02));
    assertThat(share(mixes, m -> Math.abs(m.foreground()) != 1)).isEqualTo(0.4, within(0.02));
    assertThat(mixes)
        .allMatch(m -> m.shift() >= -500 && m.shift() <= 100)
        .allMatch(m -> Math.abs(Math.abs(m.foreground()) - 1) <= 0.2001)
        .allMatch(m -> m.noise() == null);
    assertThat(draw.draw(null, random).foreground()).isZero();
  }

  private static double share(Mix[] mixes, java.util.function.Predicate<Mix> what) {
    return java.util.Arrays.stream(mixes).filter(what).count() / (double) mixes.length;
  }
}
