package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.micro.MicroFrontEnd;
import io.kwsbench.audio.micro.MicroSettings;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.MicroFeatures;
import io.kwsbench.metadata.ModelMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A model of three frames of the micro front end, which adds their values up. */
class MicroSpotterTest {
  private static final int CHANNELS = 40;
  private static final int FRAMES = 3;
  private static final int WINDOW = 480 + 2 * 160;
  private static final int HOP = FRAMES * 160;

  private static Spotter spotter(int features) {
    float[] ones = new float[features];
    Arrays.fill(ones, 1f / 4096);
    ModelMetadata metadata =
        new MicroFeatures(30, 10, CHANNELS, 125, 7500)
            .write(ModelMetadata.ofLabels(List.of("word")));
    return Spotter.of(
        GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, features)
                .floats("w", new long[] {features, 1}, ones)
                .op("MatMul", "p", "x", "w")
                .attrs(MetadataAttributes.of(metadata))
                .build()),
        "micro.kws");
  }

  private static short[] sound(int count) {
    Random random = new Random(5);
    short[] sound = new short[count];
    for (int i = 0; i < count; i++) {
      sound[i] = (short) (random.nextGaussian() * 3000);
    }
    return sound;
  }

  /** Sums of three frames each, by the front end alone. */
  private static List<Float> sums(short[] sound) {
    List<Float> frames = new ArrayList<>();
    new MicroFrontEnd(MicroSettings.DEFAULT)
        .accept(
            sound,
            0,
            sound.length,
            frame -> frames.add(Arrays.stream(frame).sum() * MicroFrontEnd.UNIT / 4096));
    List<Float> sums = new ArrayList<>();
    for (int i = 0; i + FRAMES <= frames.size(); i += FRAMES) {
      sums.add(frames.get(i) + frames.get(i + 1) + frames.get(i + 2));
    }
    return sums;
  }

  @Test
  void aStreamHearsEachFrameOnce() {
    short[] sound = sound(8000);
    List<Float> expected = sums(sound);
    try (Spotter spotter = spotter(FRAMES * CHANNELS);
        SpotterStream stream = spotter.newStream(StreamOptions.DEFAULT)) {
      assertThat(spotter.samples()).isEqualTo(WINDOW);
      List<Float> scores = new ArrayList<>();
      List<Long> lasts = new ArrayList<>();
      stream.onScores(
          (last, all) -> {
            scores.add(all[0]);
            lasts.add(last);
          });
      for (int at = 0; at < sound.length; at += 250) {
        stream.accept(sound, at, 250);
      }
      assertThat(lasts.subList(0, 2)).containsExactly(WINDOW - 1L, WINDOW + HOP - 1L);
      assertThat(scores).hasSameSizeAs(expected);
      for (int i = 0; i < scores.size(); i++) {
        assertThat(scores.get(i)).as("step " + i).isCloseTo(expected.get(i), within());
      }
      stream.reset();
      scores.clear();
      stream.accept(sound, 0, WINDOW);
      assertThat(scores.get(0)).as("after a reset").isCloseTo(expected.get(0), within());
    }
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  @Test
  void aClipBeginsAnew() {
    short[] clip = sound(WINDOW);
    float expected = sums(clip).get(0);
    try (Spotter spotter = spotter(FRAMES * CHANNELS);
        SpotterSession session = spotter.newSession()) {
      float[] score = new float[1];
      for (int i = 0; i < 2; i++) {
        session.run(clip, score);
        assertThat(score[0]).isCloseTo(expected, within());
      }
    }
  }

  @Test
  void refusesAnotherHopAndAnotherInput() {
    try (Spotter spotter = spotter(FRAMES * CHANNELS)) {
      assertThatThrownBy(() -> spotter.newStream(StreamOptions.DEFAULT.withHopMillis(20)))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              "micro.kws: it takes 3 frames at a time, so windows are 480 samples apart, not 320");
    }
    assertThatThrownBy(() -> spotter(50))
        .isInstanceOf(KwsException.class)
        .hasMessage("micro.kws: its input of 50 values is no number of frames");
  }
}
