package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavSound;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.WordEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A mixture of a set's wanted words, spread evenly, with speech that lacks them between them and
 * noise under all of it. The same seed mixes the same audio.
 *
 * <p>The recordings of noise have one peak. Each word, and each utterance, is scaled so that its
 * loudest 512 samples are {@code snrDecibels} above those of the noise in its place: a quiet
 * speaker is as loud as others. Between the words lie utterances of the speech with a probability
 * of 0.2, or as much silence. At last all of it is scaled together, so that no sample exceeds 1.
 * These are the rules of Picovoice's wake-word benchmark (its mixer.py, rewritten); over digital
 * silence, where they would mute a word, it keeps its own loudness.
 *
 * @param seconds its length
 * @param words how many words are said; 0 for all of the set
 * @param snrDecibels the ratio of words to noise
 * @param speech WAV files with an utterance each; none for silence between the words
 * @param seed of everything drawn
 */
public record MixedAudio(int seconds, int words, double snrDecibels, List<Path> speech, long seed) {
  private static final double SPEAKING = 0.2;

  public MixedAudio {
    speech = List.copyOf(speech);
    if (seconds < 2 || seconds > 86_400 || words < 0 || !Double.isFinite(snrDecibels)) {
      throw new OutOfRangeException(
          seconds + " s with " + words + " words at " + snrDecibels + " dB");
    }
  }

  /** A word in its place. */
  private record Word(int clip, int start, LongAudio.Event event) {}

  /**
   * Mixes the audio.
   *
   * @param sampleRate the clips'
   * @throws KwsException when the set has too few words, or more than the audio has room for, or
   *     speech cannot be read
   */
  public LongAudio of(BatchSource source, Partition set, int sampleRate) {
    SplittableRandom random = new SplittableRandom(seed);
    int samples = Math.multiplyExact(seconds, sampleRate);
    List<Word> said = words(source, set, samples, sampleRate);
    NoiseBed noise = noise(source.background(), samples, random);
    Leveled leveled = new Leveled(noise.reader(), snrDecibels);
    int[] lengths = lengths(sampleRate);
    int free = 0;
    for (Word word : said) {
      speak(leveled, lengths, free, word.start(), sampleRate, random);
      leveled.add(ComposedSound.clip(source, set, word.clip()), word.start());
      free = word.start() + source.clipSamples();
    }
    speak(leveled, lengths, free, samples, sampleRate, random);
    String name =
        String.format(
            Locale.ROOT,
            "%s min of the %s set's words at %s dB",
            seconds / 60.0,
            set.label(),
            snrDecibels);
    return new LongAudio(
        leveled.over(noise, samples),
        new LongAudio.Truth(name, samples, sampleRate, said.stream().map(Word::event).toList()));
  }

  /** Noise whose recordings have a peak of 1 each. */
  private NoiseBed noise(BackgroundNoise background, int samples, SplittableRandom random) {
    if (background.count() == 0) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "%s dB need noise, but no data folder has WAV files in _background_noise_",
              snrDecibels));
    }
    double[] volumes =
        background.measured(
            recording -> {
              double peak = Leveled.peak(recording);
              return peak == 0 ? 0 : 1 / peak;
            });
    return new NoiseBed(background, background.draw(samples, random), volumes);
  }

  /** Each word in the middle of its share of the time, in an order that the seed decides. */
  private List<Word> words(BatchSource source, Partition set, int samples, int sampleRate) {
    List<Integer> clips = wanted(source, set);
    int length = source.clipSamples();
    int share = samples / clips.size();
    if (share < 2 * length) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "%d words of the %s set need %.1f minutes of audio; there are %.1f",
              clips.size(),
              set.label(),
              2.0 * length * clips.size() / sampleRate / 60,
              seconds / 60.0));
    }
    List<String> labels = source.corpus().labels().all();
    List<Word> placed = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      int start = i * share + (share - length) / 2;
      float[] clip = ComposedSound.clip(source, set, clips.get(i)).get();
      int end = WordEnd.of(clip, 0, length, sampleRate);
      String label = labels.get(source.corpus().samples(set).get(clips.get(i)).label());
      LongAudio.Event event = new LongAudio.Event(label, start, start + end);
      placed.add(new Word(clips.get(i), start, event));
    }
    return placed;
  }

  private List<Integer> wanted(BatchSource source, Partition set) {
    List<Integer> clips = new ArrayList<>();
    var samples = source.corpus().samples(set);
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isSilence() && samples.get(i).label() != WantedClasses.UNKNOWN_INDEX) {
        clips.add(i);
      }
    }
    Collections.shuffle(clips, new Random(seed));
    clips.removeIf(clip -> source.inOrder(set, clip, 1).size() == 0);
    if (clips.isEmpty() || clips.size() < words) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "the %s set has %d clips of wanted words; the audio needs %d",
              set.label(),
              clips.size(),
              Math.max(1, words)));
    }
    return words == 0 ? clips : clips.subList(0, words);
  }

  private int[] lengths(int sampleRate) {
    return speech.stream()
        .mapToInt(file -> Math.toIntExact(WavSound.open(file, sampleRate).length()))
        .toArray();
  }

  /** Fills a stretch with utterances and silences, as many as there is room for. */
  private void speak(
      Leveled leveled, int[] lengths, int from, int to, int sampleRate, SplittableRandom random) {
    long at = from;
    while (lengths.length > 0) {
      int drawn = random.nextInt(lengths.length);
      boolean speaks = random.nextDouble() < SPEAKING;
      if (lengths[drawn] == 0 || at + lengths[drawn] > to) {
        return;
      }
      if (speaks) {
        Path file = speech.get(drawn);
        leveled.add(() -> FittedClip.read(file, sampleRate, -1, 1).clip().samples(), (int) at);
      }
      at += lengths[drawn];
    }
  }
}
