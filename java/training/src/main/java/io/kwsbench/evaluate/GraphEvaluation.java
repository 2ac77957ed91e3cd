package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.SampleScorer;
import io.kwsbench.metadata.Probability;
import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A frozen graph's answers on a whole set, clip by clip as a device would get them.
 *
 * @param unreadable clips of the set that could not be read: they are in no other figure
 * @param confusion which class was taken for which
 * @param loss mean cross-entropy
 * @param medianMillis of one clip, on one thread
 */
public record GraphEvaluation(
    int unreadable, ConfusionMatrix confusion, double loss, double medianMillis) {
  private static final double MIN_PROBABILITY = 1e-12;

  /** The answers so far. */
  private static final class Answers implements Consumer<SetClips.Heard> {
    private final String model;
    private final SampleScorer scorer;
    private final ConfusionMatrix confusion;
    private final List<String> nameless = new ArrayList<>();
    private final long[] nanos;
    private int heard;
    private double loss;

    Answers(String model, SampleScorer scorer, ConfusionMatrix confusion, int size) {
      this.model = model;
      this.scorer = scorer;
      this.confusion = confusion;
      this.nanos = new long[size];
    }

    @Override
    public void accept(SetClips.Heard clip) {
      long start = System.nanoTime();
      float[] probabilities = scorer.score(clip.sound());
      nanos[heard++] = System.nanoTime() - start;
      requireProbabilities(probabilities);
      OptionalInt likeliest = Likeliest.of(probabilities);
      likeliest.ifPresentOrElse(
          best -> confusion.add(clip.answer(), best), () -> nameless.add(clip.name()));
      loss -= Math.log(Math.max(MIN_PROBABILITY, probabilities[clip.answer()]));
    }

    /** Thresholds and the cross-entropy are of probabilities; NaN is counted. */
    private void requireProbabilities(float[] probabilities) {
      for (float probability : probabilities) {
        if (!Float.isNaN(probability) && !Probability.isOne(probability)) {
          throw new KwsException(model + ": gives " + Probability.refused(probability));
        }
      }
    }

    double medianMillis() {
      Arrays.sort(nanos, 0, heard);
      return nanos[heard / 2] / 1e6;
    }
  }

  /**
   * Runs the set through a model.
   *
   * @param progress told how many clips are done
   * @throws KwsException when the model has another number of classes or samples than the corpus,
   *     the set is empty, none of its clips can be read, or an answer is NaN or no probability
   */
  public static GraphEvaluation of(
      ClipModel model, BatchSource source, Partition set, IntConsumer progress) {
    SetClips clips = new SetClips(model, source, set);
    ConfusionMatrix confusion = ConfusionMatrix.of(source.corpus().labels().all());
    try (SampleScorer scorer = model.sampleScorer()) {
      Answers answers = new Answers(model.source(), scorer, confusion, clips.size());
      int unreadable = clips.forEach(answers, progress);
      requireNumbers(model, answers.nameless, answers.heard);
      return new GraphEvaluation(
          unreadable, confusion, answers.loss / answers.heard, answers.medianMillis());
    }
  }

  /** NaN is no class. */
  static void requireNumbers(ClipModel model, List<String> nameless, int heard) {
    if (!nameless.isEmpty()) {
      throw new KwsException(
          model.source()
              + ": the model returns NaN for "
              + nameless.size()
              + " of "
              + heard
              + " clips, which is no class; the first is "
              + nameless.get(0));
    }
  }
}
