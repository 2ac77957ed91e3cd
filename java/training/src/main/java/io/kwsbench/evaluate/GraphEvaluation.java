package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.Sample;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.SampleScorer;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.tensor.Likeliest;
import java.util.Arrays;
import java.util.OptionalInt;
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

  /**
   * Runs the set through a model.
   *
   * @param progress told how many clips are done
   * @throws KwsException when the model has another number of classes or samples than the corpus,
   *     the set is empty, none of its clips can be read, or an answer is NaN
   */
  public static GraphEvaluation of(
      ClipModel model, BatchSource source, Partition set, IntConsumer progress) {
    int size = source.corpus().samples(set).size();
    int classes = source.corpus().labels().count();
    if (size == 0) {
      throw new KwsException("the " + set.label() + " set is empty");
    }
    if (model.classes() != classes) {
      throw new KwsException(
          model.source() + ": " + model.classes() + " classes, but the corpus has " + classes);
    }
    ConfusionMatrix confusion = ConfusionMatrix.of(source.corpus().labels().all());
    double loss = 0;
    long[] nanos = new long[size];
    int heard = 0;
    int firstNameless = -1;
    try (SampleScorer scorer = model.sampleScorer()) {
      for (int i = 0; i < size; i++) {
        Batch clip = source.inOrder(set, i, 1);
        progress.accept(i + 1);
        if (clip.size() == 0) {
          continue;
        }
        float[] sound = sound(model, source.corpus().samples(set).get(i), clip);
        long start = System.nanoTime();
        float[] probabilities = scorer.score(sound);
        nanos[heard++] = System.nanoTime() - start;
        int label = answer(model, clip.labels()[0]);
        OptionalInt likeliest = Likeliest.of(probabilities);
        likeliest.ifPresent(best -> confusion.add(label, best));
        firstNameless = likeliest.isEmpty() && firstNameless < 0 ? i : firstNameless;
        loss -= Math.log(Math.max(MIN_PROBABILITY, probabilities[label]));
      }
    }
    if (heard == 0) {
      throw new KwsException("no clip of the " + set.label() + " set can be read");
    }
    int nameless = heard - confusion.total();
    if (nameless > 0) {
      throw new KwsException(
          model.source()
              + ": the model returns NaN for "
              + nameless
              + " of "
              + heard
              + " clips, which is no class; the first is "
              + name(source.corpus().samples(set).get(firstNameless)));
    }
    Arrays.sort(nanos, 0, heard);
    return new GraphEvaluation(size - heard, confusion, loss / heard, nanos[heard / 2] / 1e6);
  }

  /** A second of a clip; all of it for a model that hears it in steps, however long its word is. */
  private static float[] sound(ClipModel model, Sample sample, Batch clip) {
    if (model.stride().isEmpty() || sample.isSilence()) {
      return clip.raw();
    }
    Clip whole = FittedClip.read(sample.file(), KeywordClip.SAMPLE_RATE, -1, 1).clip();
    float[] samples = new float[whole.frames()];
    whole.copyTo(samples, 0);
    return samples;
  }

  /** The right answer: a model of one word takes silence for anything but its word. */
  private static int answer(ClipModel model, int label) {
    int silence = SpeechCommands.NO_WORDS.indexOf(SpeechCommands.SILENCE);
    return model.knowsOneWord() && label == silence
        ? SpeechCommands.NO_WORDS.indexOf(SpeechCommands.UNKNOWN)
        : label;
  }

  private static String name(Sample sample) {
    return sample.isSilence() ? SpeechCommands.SILENCE : sample.file().toString();
  }
}
