package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Training clips that stand for all that a model hears: every class in turn, silence once, and
 * background noise. The same corpus and seed give the same clips.
 */
public final class CalibrationClips {
  /** One clip of so many is noise, where there is any. */
  private static final int NOISE_EVERY = 8;

  private CalibrationClips() {}

  /**
   * Draws clips; fewer where the training set has fewer.
   *
   * @throws KwsException when the training set is empty, or none of its clips can be read
   */
  public static List<float[]> draw(
      BatchSource source, BackgroundNoise noise, int count, long seed) {
    if (source.corpus().samples(Partition.TRAINING).isEmpty()) {
      throw new KwsException("the training set is empty: ranges of 8 bits need training clips");
    }
    int noisy = noise.count() == 0 ? 0 : count / NOISE_EVERY;
    List<float[]> clips = words(source, count - noisy, seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < noisy; i++) {
      float[] clip = new float[source.clipSamples()];
      float volume = random.nextFloat();
      int at = 0;
      for (BackgroundNoise.Excerpt part : noise.draw(clip.length, random)) {
        noise.copy(part, 0, volume, clip, at, part.count());
        at += part.count();
      }
      clips.add(clip);
    }
    return clips;
  }

  private static List<float[]> words(BatchSource source, int count, long seed) {
    List<float[]> clips = new ArrayList<>();
    for (int index : inTurn(source.corpus().samples(Partition.TRAINING), seed)) {
      if (clips.size() == count) {
        break;
      }
      Batch clip = source.inOrder(Partition.TRAINING, index, 1);
      if (clip.size() > 0) {
        clips.add(clip.raw());
      }
    }
    if (clips.isEmpty()) {
      throw new KwsException("no clip of the training set can be read");
    }
    return clips;
  }

  /** Places of samples: the first of each class, the second of each, and so on. */
  private static List<Integer> inTurn(List<Sample> samples, long seed) {
    Map<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < samples.size(); i++) {
      classes.computeIfAbsent(samples.get(i).label(), label -> new ArrayList<>()).add(i);
    }
    Random random = new Random(seed);
    classes.values().forEach(places -> Collections.shuffle(places, random));
    // all silent clips are the same
    classes.computeIfPresent(WantedClasses.SILENCE_INDEX, (label, places) -> places.subList(0, 1));
    List<Integer> order = new ArrayList<>();
    for (int round = 0; order.size() < total(classes); round++) {
      for (List<Integer> places : classes.values()) {
        if (round < places.size()) {
          order.add(places.get(round));
        }
      }
    }
    return order;
  }

  private static int total(Map<Integer, List<Integer>> classes) {
    return classes.values().stream().mapToInt(List::size).sum();
  }
}
