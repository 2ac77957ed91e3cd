package io.kwsbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

/** Words, noise and speech of constant levels, which tell them apart. */
class MixedAudioTest {
  private static final int RATE = 8000;

  @TempDir Path folder;

  @Test
  void wordsLieEvenlyOverNoiseOfTheGivenRatio() throws IOException {
    BatchSource source = source();
    MixedAudio mixed = new MixedAudio(40, 0, 20, List.of(), 5);

    LongAudio audio = mixed.of(source, Partition.TRAINING, RATE);

    float[] samples = samples(audio);
    assertThat(samples).isEqualTo(samples(audio)).hasSize(40 * RATE);
    assertThat(audio.truth().events())
        .extracting(LongAudio.Event::start)
        .containsExactly(9 * RATE + RATE / 2, 29 * RATE + RATE / 2);
    assertThat(audio.truth().events())
        .extracting(LongAudio.Event::label)
        .containsExactlyInAnyOrder("yes", "no");
    // a quiet word is as loud as the other: ten times the noise, whose peak of 1 and theirs of 10
    // are scaled to 1
    float noise = 1 / 11f;
    assertThat(samples[0]).isCloseTo(noise, within(1e-4f));
    for (LongAudio.Event word : audio.truth().events()) {
      assertThat(samples[word.start()]).isCloseTo(11 * noise, within(1e-4f));
    }
  }

  @Test
  void aWordOverDigitalSilenceKeepsItsOwnLoudness() throws IOException {
    BatchSource source = source(0);

    float[] samples =
        samples(new MixedAudio(40, 0, 20, List.of(), 5).of(source, Partition.TRAINING, RATE));

    assertThat(samples[9 * RATE + RATE / 2] + samples[29 * RATE + RATE / 2])
        .isCloseTo(0.75f / 1.5f, within(1e-4f));
  }

  @Test
  void refusesARatioToNoNoise() throws IOException {
    BatchSource source = source(0.9f);
    BatchSource silent =
        new BatchSource(
            source.corpus(),
            new ClipCache(RATE, RATE, 1 << 20),
            BackgroundNoise.none(),
            Augmentation.original(),
            7);

    assertThatThrownBy(
            () -> new MixedAudio(40, 0, 20, List.of(), 5).of(silent, Partition.TRAINING, RATE))
        .isInstanceOf(KwsException.class)
        .hasMessage("20.0 dB need noise, but no data folder has WAV files in _background_noise_");
  }

  @Test
  void speechLiesBetweenWords() throws IOException {
    Path utterance = constant(folder.resolve("speech"), "a.wav", 0.1f, RATE);
    MixedAudio mixed = new MixedAudio(400, 2, 60, List.of(utterance), 5);

    LongAudio audio = mixed.of(source(), Partition.TRAINING, RATE);

    float[] samples = samples(audio);
    int speaking = 0;
    for (int at = 0; at < samples.length; at += RATE / 2) {
      speaking += samples[at] > 0.9f ? 1 : 0;
    }
    // a fifth of some 398 seconds, as loud as the two words, which count, too
    assertThat(speaking / 2).isBetween(52, 112);
    assertThat(audio.truth().events()).hasSize(2);
    LongAudio other =
        new MixedAudio(400, 2, 60, List.of(utterance), 6).of(source(), Partition.TRAINING, RATE);
    assertThat(samples(other)).isNotEqualTo(samples);
  }

  @Test
  void refusesMoreWordsThanThereIsRoomFor() throws IOException {
    BatchSource source = source();

    assertThatThrownBy(
            () -> new MixedAudio(3, 0, 10, List.of(), 5).of(source, Partition.TRAINING, RATE))
        .isInstanceOf(KwsException.class)
        .hasMessage("2 words of the training set need 0.1 minutes of audio; there are 0.1");
    assertThatThrownBy(
            () -> new MixedAudio(600, 3, 10, List.of(), 5).of(source, Partition.TRAINING, RATE))
        .isInstanceOf(KwsException.class)
        .hasMessage("the training set has 2 clips of wanted words; the audio needs 3");
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
    return all;
  }

  private BatchSource source() throws IOException {
    return source(0.9f);
  }

  private BatchSource source(float noise) throws IOException {
    Path data = folder.resolve("data");
    constant(data.resolve("yes"), "s_nohash_0.wav", 0.25f, RATE);
    constant(data.resolve("no"), "s_nohash_0.wav", 0.5f, RATE);
    constant(data.resolve("other"), "s_nohash_0.wav", 0.75f, RATE);
    constant(data.resolve("_background_noise_"), "n.wav", noise, 3 * RATE);
    Corpus corpus =
        Corpus.scan(
            List.of(data),
            new WantedClasses(List.of("yes", "no")),
            any -> new SpeakerHashRule(0, 0),
            new ClassBalance(50, 100, 1));
    return new BatchSource(
        corpus,
        new ClipCache(RATE, RATE, 1 << 20),
        BackgroundNoise.in(List.of(data), RATE, RATE),
        Augmentation.original(),
        7);
  }

  private static Path constant(Path folder, String name, float level, int samples)
      throws IOException {
    float[] sound = new float[samples];
    Arrays.fill(sound, level);
    Path file = Files.createDirectories(folder).resolve(name);
    WavWriter.write(file, Clip.ofFloats(RATE, 1, sound));
    return file;
  }
}
