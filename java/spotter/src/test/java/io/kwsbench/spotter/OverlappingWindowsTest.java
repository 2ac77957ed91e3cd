package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Allocations;
import io.kwsbench.Material;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream keeps of earlier windows changes no bit of its scores. */
class OverlappingWindowsTest {
  private static final int[] HOPS = {10, 20, 40, 80, 100, 160};
  private static final int SECOND = 16_000;

  static Stream<Path> models() {
    return Stream.of(
            Material.both("tf1/ds_cnn.pb", "graphs/arm-kws/DS_CNN_S.pb"),
            Material.both("tf1/cnn.pb", "graphs/arm-kws/CNN_S.pb"),
            Material.both("tf1/crnn.pb", "graphs/arm-kws/CRNN_S.pb"),
            Material.both("tf1/dnn.pb", "graphs/arm-kws/DNN_S.pb"),
            Material.both("keras2/pi-shapes.pb", "keras/pi195/frozen.pb"),
            Material.both("keras2/stacked.pb", "keras/zoo/conv_1d_time_stacked.pb"),
            Material.both("keras2/multi_sliced.pb", "keras/zoo/conv_1d_multi_time_sliced.pb"))
        .flatMap(each -> each);
  }

  private static float[] noise(int samples) {
    Random random = new Random(7);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (0.4 * Math.sin(i * 0.02 * (1 + i * 1e-6)) + 0.1 * random.nextGaussian());
    }
    return noise;
  }

  private static StreamOptions options(Spotter spotter, int hopMillis) {
    List<String> labels =
        IntStream.range(0, spotter.classes())
            .mapToObj(i -> i == 0 ? "_silence_" : "w" + i)
            .toList();
    return StreamOptions.DEFAULT
        .withRule(new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.9)))
        .withLabels(labels)
        .withHopMillis(hopMillis);
  }

  private static List<Integer> bits(float[] scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(i -> Float.floatToRawIntBits(scores[i]))
        .toList();
  }

  /** Every window's scores, of sound that comes in pieces. */
  private static List<List<Integer>> scores(SpotterStream stream, float[] sound) {
    List<List<Integer>> all = new ArrayList<>();
    stream.onScores((last, scores) -> all.add(bits(scores)));
    Random random = new Random(1);
    for (int at = 0; at < sound.length; ) {
      int length = Math.min(1 + random.nextInt(3000), sound.length - at);
      stream.accept(sound, at, length);
      at += length;
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("models")
  void scoresAreThoseOfWholeWindows(Path model) {
    try (Spotter spotter = Spotter.load(model)) {
      for (int hop : HOPS) {
        float[] sound = noise(SECOND + 12 * hop * SECOND / 1000);
        StreamOptions options = options(spotter, hop);
        try (SpotterStream kept = spotter.newStream(options);
            SpotterStream whole = spotter.newStream(options.withWholeWindows())) {
          List<List<Integer>> expected = scores(whole, sound);
          assertThat(scores(kept, sound)).as("%s, every %d ms", model, hop).isEqualTo(expected);
          kept.reset();
          assertThat(scores(kept, sound)).as("%s, reset", model).isEqualTo(expected);
          assertThat(expected).hasSize(13);
        }
      }
    }
  }

  @Test
  void windowsOfAConvolutionalModelAreKept() {
    try (Spotter spotter = Spotter.load(Material.fixture("keras2/pi-shapes.pb"));
        SpotterStream kept = spotter.newStream(options(spotter, 80));
        SpotterStream whole = spotter.newStream(options(spotter, 80).withWholeWindows())) {
      assertThat(kept.keepsWindows()).isTrue();
      assertThat(whole.keepsWindows()).isFalse();
    }
  }

  @Test
  void aHopAllocatesNothing() {
    float[] sound = noise(4 * SECOND);
    try (Spotter spotter = Spotter.load(Material.fixture("keras2/pi-shapes.pb"));
        SpotterStream stream = spotter.newStream(options(spotter, 80))) {
      for (int i = 0; i < 20; i++) {
        stream.accept(sound, 0, sound.length);
      }
      assertThat(Allocations.of(() -> stream.accept(sound, 0, sound.length))).isZero();
    }
  }
}
