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

    assertThat(audio.samples()).isEqualTo(again.samples()).isNotEqualTo(other.samples());
    assertThat(audio.truth().events()).isEqualTo(again.truth().events()).hasSizeBetween(5, 30);
    assertThat(audio.samples()).hasSize(60 * RATE);
    for (LongAudio.Event event : audio.truth().events()) {
      float level = event.label().equals("yes") ? 0.25f : 0.5f;
      float[] second = Arrays.copyOfRange(audio.samples(), event.start(), event.start() + RATE);
      assertThat(second).containsOnly(level);
    }
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

  private BatchSource source() throws IOException {
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
        corpus,
        new ClipCache(RATE, RATE, 1 << 20),
        BackgroundNoise.none(),
        Augmentation.original(),
        7);
  }

  private void constant(String word, float level) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data").resolve(word));
    float[] samples = new float[RATE];
    Arrays.fill(samples, level);
    WavWriter.write(data.resolve("s_nohash_0.wav"), Clip.ofFloats(RATE, 1, samples));
  }
}
