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
import io.kwsbench.longaudio.LoudestFrame;
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
 * <p>Each recording of noise is scaled so that its loudest 20 ms are {@code snrDecibels} below
 * those of a word, as the words' mean power has it. Between the words lie utterances of the speech
 * with a probability of 0.2, or as much silence: the proportions of Picovoice's wake-word benchmark
 * (its mixer.py, rewritten).
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
  private record Word(int clip, int start, LongAudio.Event event, double power) {}

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
    BackgroundNoise background = source.background();
    List<BackgroundNoise.Excerpt> noise = background.draw(samples, random);
    List<Word> said = words(source, set, samples, sampleRate);
    double power = said.stream().mapToDouble(Word::power).average().orElse(0);
    double allowed = power / Math.pow(10, snrDecibels / 10);
    double[] volumes =
        background.measured(
            recording -> {
              double loudest = LoudestFrame.power(recording, sampleRate);
              return loudest == 0 ? 0 : Math.sqrt(allowed / loudest);
            });
    List<ComposedSound.Placed> pieces = new ArrayList<>();
    int[] lengths = lengths(sampleRate);
    int free = 0;
    for (Word word : said) {
      speak(pieces, lengths, free, word.start(), sampleRate, random);
      pieces.add(
          new ComposedSound.Placed(ComposedSound.clip(source, set, word.clip()), word.start()));
      free = word.start() + source.clipSamples();
    }
    speak(pieces, lengths, free, samples, sampleRate, random);
    String name =
        String.format(
            Locale.ROOT,
            "%s min of the %s set's words at %s dB",
            seconds / 60.0,
            set.label(),
            snrDecibels);
    return new LongAudio(
        new ComposedSound(samples, background, noise, volumes, pieces),
        new LongAudio.Truth(name, samples, sampleRate, said.stream().map(Word::event).toList()));
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
      placed.add(new Word(clips.get(i), start, event, LoudestFrame.power(clip, sampleRate)));
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
      List<ComposedSound.Placed> pieces,
      int[] lengths,
      int from,
      int to,
      int sampleRate,
      SplittableRandom random) {
    long at = from;
    while (lengths.length > 0) {
      int drawn = random.nextInt(lengths.length);
      boolean speaks = random.nextDouble() < SPEAKING;
      if (lengths[drawn] == 0 || at + lengths[drawn] > to) {
        return;
      }
      if (speaks) {
        Path file = speech.get(drawn);
        pieces.add(
            new ComposedSound.Placed(
                () -> FittedClip.read(file, sampleRate, -1, 1).clip().samples(), (int) at));
      }
      at += lengths[drawn];
    }
  }
}
