package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes the batches of a corpus.
 *
 * <p>A training batch is a function of the seed and its number: every sample has a random generator
 * of its own, so that any number of threads, and a run that was resumed, make the same batch. Other
 * sets give their samples in order, as they are. Thread-safe.
 */
public final class BatchSource {
  /** Draws of another clip before a corpus of unreadable clips is given up. */
  private static final int MAX_REDRAWS = 100;

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final Corpus corpus;
  private final ClipCache clips;
  private final AugmentationDraw mixes;
  private final long seed;
  private volatile boolean oneReadable;

  public BatchSource(
      Corpus corpus,
      ClipCache clips,
      BackgroundNoise background,
      Augmentation augmentation,
      long seed) {
    this.corpus = corpus;
    this.clips = clips;
    this.mixes = new AugmentationDraw(augmentation, background, clips.samples());
    this.seed = seed;
  }

  public Corpus corpus() {
    return corpus;
  }

  /** The background noise. */
  public BackgroundNoise background() {
    return mixes.background();
  }

  /** Samples of every clip. */
  public int clipSamples() {
    return clips.samples();
  }

  /** The random changes to training clips. */
  public Augmentation augmentation() {
    return mixes.augmentation();
  }

  /**
   * Training batch {@code number} of the run, drawn with replacement.
   *
   * @throws KwsException when the training set is empty, or nearly all its clips cannot be read
   */
  public Batch training(long number, int size) {
    if (corpus.samples(Partition.TRAINING).isEmpty()) {
      throw new KwsException("the training set is empty");
    }
    float[] raw = new float[size * clips.samples()];
    int[] labels = new int[size];
    IntStream.range(0, size)
        .parallel()
        .forEach(i -> labels[i] = draw(generator(number * size + i), raw, i * clips.samples()));
    return new Batch(raw, labels);
  }

  /**
   * Samples {@code from} to {@code from + size}, or the set's end, as they are, without clips that
   * cannot be read: those are in no figure.
   */
  public Batch inOrder(Partition set, int from, int size) {
    List<Sample> samples = corpus.samples(set);
    int count = Math.max(0, Math.min(size, samples.size() - from));
    float[][] read = new float[count][];
    IntStream.range(0, count)
        .parallel()
        .filter(i -> !samples.get(from + i).isSilence())
        .forEach(i -> read[i] = clips.get(samples.get(from + i).file()));
    int[] usable =
        IntStream.range(0, count)
            .filter(i -> read[i] != null || samples.get(from + i).isSilence())
            .toArray();
    float[] raw = new float[usable.length * clips.samples()];
    int[] labels = new int[usable.length];
    for (int row = 0; row < usable.length; row++) {
      float[] clip = read[usable[row]];
      Mix mix = clip == null ? Mix.SILENT : Mix.PLAIN;
      mix.apply(clip, raw, row * clips.samples(), clips.samples());
      labels[row] = samples.get(from + usable[row]).label();
    }
    return new Batch(raw, labels);
  }

  private int draw(RandomGenerator random, float[] raw, int at) {
    for (int redraw = 0; redraw < MAX_REDRAWS; redraw++) {
      Sample sample = choose(random);
      float[] clip = sample.isSilence() ? null : clips.get(sample.file());
      if (clip != null || sample.isSilence()) {
        Mix mix = mixes.draw(clip, random);
        float[] voice = clip == null ? null : mixes.augmentation().voice().draw(clip, random);
        boolean backwards = clip != null && isReversed(random);
        mix.apply(backwards ? reversed(voice) : voice, raw, at, clips.samples());
        mixes.augmentation().masking().draw(raw, at, at + clips.samples(), random);
        return backwards ? WantedClasses.UNKNOWN_INDEX : sample.label();
      }
      requireOneReadable();
    }
    throw unreadable();
  }

  /** Requires a readable clip: a run on silence alone would continue without an error. */
  private void requireOneReadable() {
    if (!oneReadable) {
      oneReadable =
          corpus.samples(Partition.TRAINING).stream()
              .filter(sample -> !sample.isSilence())
              .anyMatch(sample -> clips.get(sample.file()) != null);
      if (!oneReadable) {
        throw unreadable();
      }
    }
  }

  private KwsException unreadable() {
    return new KwsException(
        clips.unreadable().size()
            + " clips cannot be read, among them "
            + clips.unreadable().iterator().next());
  }

  private boolean isReversed(RandomGenerator random) {
    double frequency = mixes.augmentation().reversedFrequency();
    return frequency > 0 && random.nextDouble() < frequency;
  }

  private static float[] reversed(float[] clip) {
    float[] made = new float[clip.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = clip[clip.length - 1 - i];
    }
    return made;
  }

  private Sample choose(RandomGenerator random) {
    List<Sample> pseudo = corpus.samples(Partition.PSEUDO);
    boolean fromPseudo = random.nextDouble() < mixes.augmentation().pseudoFrequency();
    List<Sample> from =
        fromPseudo && !pseudo.isEmpty() ? pseudo : corpus.samples(Partition.TRAINING);
    return from.get(random.nextInt(from.size()));
  }

  private RandomGenerator generator(long sample) {
    return new SplittableRandom(seed ^ (sample + 1) * GOLDEN_GAMMA);
  }
}
