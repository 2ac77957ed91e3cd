package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.OutOfRangeException;
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
    float[] samples = new float[Math.multiplyExact(seconds, sampleRate)];
    source.background().fill(samples, (float) noiseVolume, random);
    List<Integer> spoken = spoken(source, set);
    List<String> labels = source.corpus().labels().all();
    List<LongAudio.Event> events = new ArrayList<>();
    int length = source.clipSamples();
    long at = pause(random, sampleRate);
    while (at + length <= samples.length) {
      Batch clip = draw(source, set, spoken, random);
      for (int i = 0; i < length; i++) {
        samples[(int) at + i] += clip.raw()[i];
      }
      int label = clip.labels()[0];
      if (label != WantedClasses.UNKNOWN_INDEX) {
        // of the clip alone, before noise covers it
        int end = WordEnd.of(clip.raw(), 0, length, sampleRate);
        events.add(new LongAudio.Event(labels.get(label), (int) at, (int) at + end));
      }
      at += length + pause(random, sampleRate);
    }
    String name = seconds / 60.0 + " min composed of the " + set.label() + " set";
    return new LongAudio(name, samples, sampleRate, events);
  }

  /** One of the clips that can be read; others are taken from the list. */
  private static Batch draw(
      BatchSource source, Partition set, List<Integer> spoken, SplittableRandom random) {
    while (!spoken.isEmpty()) {
      int drawn = random.nextInt(spoken.size());
      Batch clip = source.inOrder(set, spoken.get(drawn), 1);
      if (clip.size() > 0) {
        return clip;
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
