package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.WordEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Composes long audio of background noise and of a set's clips, wanted words and others, one every
 * few seconds. The same seed composes the same audio.
 *
 * @param seconds its length
 * @param gap mean seconds from the end of one clip to the start of the next
 * @param noiseVolume what background noise is scaled by
 * @param seed of everything drawn
 */
public record LongAudioComposer(int seconds, double gap, double noiseVolume, long seed) {
  public LongAudioComposer {
    if (seconds < 2 || seconds > 86_400 || !(gap >= 1) || !(noiseVolume >= 0)) {
      throw new OutOfRangeException(
          seconds + " s with gaps of " + gap + " s and noise of " + noiseVolume);
    }
  }

  /**
   * @param sampleRate the clips'
   * @throws KwsException when the set has no clips
   */
  public LongAudio of(BatchSource source, Partition set, int sampleRate) {
    SplittableRandom random = new SplittableRandom(seed);
    int samples = Math.multiplyExact(seconds, sampleRate);
    BackgroundNoise background = source.background();
    NoiseBed noise =
        new NoiseBed(
            background,
            background.draw(samples, random),
            background.measured(recording -> noiseVolume));
    List<Integer> spoken = spoken(source, set);
    List<String> labels = source.corpus().labels().all();
    List<LongAudio.Event> events = new ArrayList<>();
    List<ComposedSound.Placed> placed = new ArrayList<>();
    int length = source.clipSamples();
    long at = pause(random, sampleRate);
    while (at + length <= samples) {
      Drawn drawn = draw(source, set, spoken, random);
      placed.add(
          new ComposedSound.Placed(ComposedSound.clip(source, set, drawn.clip()), (int) at, 1));
      int label = drawn.sound().labels()[0];
      if (label != WantedClasses.UNKNOWN_INDEX) {
        // of the clip alone, before noise covers it
        int end = WordEnd.of(drawn.sound().raw(), 0, length, sampleRate);
        events.add(new LongAudio.Event(labels.get(label), (int) at, (int) at + end));
      }
      at += length + pause(random, sampleRate);
    }
    String name = seconds / 60.0 + " min composed of the " + set.label() + " set";
    return new LongAudio(
        new ComposedSound(samples, noise, placed),
        new LongAudio.Truth(name, samples, sampleRate, events));
  }

  /**
   * A clip that can be read.
   *
   * @param clip its number in the set
   */
  private record Drawn(int clip, Batch sound) {}

  /** One of the clips that can be read; others are taken from the list. */
  private static Drawn draw(
      BatchSource source, Partition set, List<Integer> spoken, SplittableRandom random) {
    while (!spoken.isEmpty()) {
      int drawn = random.nextInt(spoken.size());
      Batch sound = source.inOrder(set, spoken.get(drawn), 1);
      if (sound.size() > 0) {
        return new Drawn(spoken.get(drawn), sound);
      }
      spoken.remove(drawn);
    }
    throw new KwsException("the " + set.label() + " set has no clips to compose audio of");
  }

  /** Half a gap to one and a half. */
  private long pause(SplittableRandom random, int sampleRate) {
    return Math.round((0.5 + random.nextDouble()) * gap * sampleRate);
  }

  private static List<Integer> spoken(BatchSource source, Partition set) {
    List<Integer> spoken = new ArrayList<>();
    var samples = source.corpus().samples(set);
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isSilence()) {
        spoken.add(i);
      }
    }
    return spoken;
  }
}
