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
import io.kwsbench.metadata.SpeechCommands;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The clips of a set, one by one as a model hears them.
 *
 * @param model whose length of a clip, and whose classes, they suit
 */
record SetClips(ClipModel model, BatchSource source, Partition set) {
  /**
   * A clip that was read.
   *
   * @param sample its place in the corpus
   * @param sound its samples
   * @param answer the right class
   */
  record Heard(Sample sample, float[] sound, int answer) {
    String name() {
      return sample.isSilence() ? SpeechCommands.SILENCE : sample.file().toString();
    }
  }

  /**
   * @throws KwsException when the model has another number of classes than the corpus, or the set
   *     is empty
   */
  SetClips {
    int classes = source.corpus().labels().count();
    if (source.corpus().samples(set).isEmpty()) {
      throw new KwsException("the " + set.label() + " set is empty");
    }
    if (model.classes() != classes) {
      throw new KwsException(
          model.source() + ": " + model.classes() + " classes, but the corpus has " + classes);
    }
  }

  int size() {
    return source.corpus().samples(set).size();
  }

  /**
   * Gives each clip that can be read to a listener.
   *
   * @param progress told how many clips are done
   * @return how many could not be read
   * @throws KwsException when none can be
   */
  int forEach(Consumer<Heard> listener, IntConsumer progress) {
    List<Sample> samples = source.corpus().samples(set);
    int unreadable = 0;
    for (int i = 0; i < samples.size(); i++) {
      Batch clip = source.inOrder(set, i, 1);
      progress.accept(i + 1);
      if (clip.size() == 0) {
        unreadable++;
      } else {
        Sample sample = samples.get(i);
        listener.accept(new Heard(sample, sound(sample, clip), answer(clip.labels()[0])));
      }
    }
    if (unreadable == samples.size()) {
      throw new KwsException("no clip of the " + set.label() + " set can be read");
    }
    return unreadable;
  }

  /** A second of a clip; all of it for a model that hears it in steps, however long its word is. */
  private float[] sound(Sample sample, Batch clip) {
    if (model.stride().isEmpty() || sample.isSilence()) {
      return clip.raw();
    }
    Clip whole = FittedClip.read(sample.file(), KeywordClip.SAMPLE_RATE, -1, 1).clip();
    float[] samples = new float[whole.frames()];
    whole.copyTo(samples, 0);
    return samples;
  }

  /** The right answer: a model of one word takes silence for anything but its word. */
  private int answer(int label) {
    int silence = SpeechCommands.NO_WORDS.indexOf(SpeechCommands.SILENCE);
    return model.knowsOneWord() && label == silence
        ? SpeechCommands.NO_WORDS.indexOf(SpeechCommands.UNKNOWN)
        : label;
  }
}
