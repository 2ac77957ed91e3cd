package io.kwsbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClassBalance;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.SpeakerHashRule;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.longaudio.LongAudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongAudioTest {
  private static final int RATE = 8000;
  private static final List<String> WANTED = List.of("yes", "no");

  @TempDir Path folder;

  @Test
  void composesTheSameAudioFromASeed() throws IOException {
    BatchSource source = source();
    LongAudioComposer composer = new LongAudioComposer(60, 2, 0, 5);

    LongAudio audio = composer.of(source, Partition.TRAINING, RATE);
    LongAudio again = composer.of(source, Partition.TRAINING, RATE);
    LongAudio other = new LongAudioComposer(60, 2, 0, 6).of(source, Partition.TRAINING, RATE);

    float[] samples = samples(audio);
    assertThat(samples).isEqualTo(samples(audio)).isEqualTo(samples(again));
    assertThat(samples).isNotEqualTo(samples(other)).hasSize(60 * RATE);
    assertThat(audio.truth().events()).isEqualTo(again.truth().events()).hasSizeBetween(5, 30);
    for (LongAudio.Event event : audio.truth().events()) {
      float level = event.label().equals("yes") ? 0.25f : 0.5f;
      float[] second = Arrays.copyOfRange(samples, event.start(), event.start() + RATE);
      assertThat(second).containsOnly(level);
    }
  }

  /** A recording of background noise is a ramp of 3 s: its samples tell where they come from. */
  @Test
  void backgroundRecordingsLieOneAfterTheOther() throws IOException {
    Path folders = Files.createDirectories(folder.resolve("data/_background_noise_"));
    float[] ramp = new float[3 * RATE];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 32_768f;
    }
    WavWriter.write(folders.resolve("ramp.wav"), Clip.ofFloats(RATE, 1, ramp));
    BatchSource source = source(BackgroundNoise.in(List.of(folder.resolve("data")), RATE, RATE));

    LongAudio audio = new LongAudioComposer(60, 2, 0.25, 5).of(source, Partition.TRAINING, RATE);

    float[] samples = samples(audio);
    int jumps = 0;
    for (int i = 1; i < samples.length; i++) {
      // under a clip's level of 0.25 or more, noise is at most 0.19
      float before = samples[i - 1] * 131_072;
      float next = samples[i] * 131_072;
      boolean last = before == ramp.length - 1;
      jumps += last ? 1 : 0;
      if (!last && before < ramp.length && next < ramp.length) {
        assertThat(next).as("sample %d", i).isEqualTo(before + 1);
      }
    }
    assertThat(jumps).isBetween(5, 60);
  }

  @Test
  void nothingIsComposedOfAnEmptySet() throws IOException {
    BatchSource source = source();

    assertThatThrownBy(() -> new LongAudioComposer(60, 2, 0, 5).of(source, Partition.TESTING, RATE))
        .isInstanceOf(KwsException.class)
        .hasMessage("the testing set has no clips to compose audio of");
    assertThatThrownBy(() -> new LongAudioComposer(1, 2, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] samples(LongAudio audio) {
    float[] all = new float[audio.truth().length()];
    int[] heard = new int[1];
    audio
        .sound()
        .feed(
            (samples, offset, count) -> {
              System.arraycopy(samples, offset, all, heard[0], count);
              heard[0] += count;
            });
    assertThat(heard[0]).isEqualTo(all.length);
    return all;
  }

  private BatchSource source() throws IOException {
    return source(BackgroundNoise.none());
  }

  private BatchSource source(BackgroundNoise noise) throws IOException {
    constant("yes", 0.25f);
    constant("no", 0.5f);
    constant("other", 0.75f);
    Corpus corpus =
        Corpus.scan(
            List.of(folder.resolve("data")),
            new WantedClasses(WANTED),
            any -> new SpeakerHashRule(0, 0),
            new ClassBalance(50, 100, 1));
    return new BatchSource(
        corpus, new ClipCache(RATE, RATE, 1 << 20), noise, Augmentation.original(), 7);
  }

  private void constant(String word, float level) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data").resolve(word));
    float[] samples = new float[RATE];
    Arrays.fill(samples, level);
    WavWriter.write(data.resolve("s_nohash_0.wav"), Clip.ofFloats(RATE, 1, samples));
  }
}
