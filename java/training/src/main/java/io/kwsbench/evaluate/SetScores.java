package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.SampleScorer;
import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * The scores that several forms of a model give the same clips of a set. Immutable.
 *
 * <pre>{@code
 * SetScores scores = SetScores.of(List.of(whole, small), source, Partition.VALIDATION, i -> {});
 * scores.difference(1, 0).otherClass();
 * }</pre>
 */
public final class SetScores {
  private final List<String> labels;
  private final int unreadable;
  private final List<Clip> clips;

  /**
   * A clip's scores.
   *
   * @param answer the right class
   * @param scores by model and class
   * @param best the likeliest class by model
   */
  private record Clip(int answer, float[][] scores, int[] best) {}

  /**
   * The differences of a model's answers from those of another.
   *
   * @param otherClass clips whose likeliest class differs
   * @param lost those of them that only the other gets right
   * @param gained those of them that only this one gets right
   * @param largest difference of a score
   */
  public record Difference(int otherClass, int lost, int gained, double largest) {}

  private SetScores(List<String> labels, int unreadable, List<Clip> clips) {
    this.labels = List.copyOf(labels);
    this.unreadable = unreadable;
    this.clips = List.copyOf(clips);
  }

  /**
   * Gives every clip of the set to every model.
   *
   * @param models forms of one model, which take the same clips and have the same classes
   * @param progress told how many clips are done
   * @throws KwsException when they have another number of classes than the corpus, the set is
   *     empty, none of its clips can be read, or an answer is NaN
   */
  public static SetScores of(
      List<ClipModel> models, BatchSource source, Partition set, IntConsumer progress) {
    SetClips heard = new SetClips(models.get(0), source, set);
    List<SampleScorer> scorers = new ArrayList<>();
    List<Clip> clips = new ArrayList<>();
    List<List<String>> nameless = new ArrayList<>();
    try {
      for (ClipModel model : models) {
        scorers.add(model.sampleScorer());
        nameless.add(new ArrayList<>());
      }
      int unreadable = heard.forEach(clip -> clips.add(scored(clip, scorers, nameless)), progress);
      for (int i = 0; i < models.size(); i++) {
        GraphEvaluation.requireNumbers(models.get(i), nameless.get(i), clips.size());
      }
      return new SetScores(source.corpus().labels().all(), unreadable, clips);
    } finally {
      scorers.forEach(SampleScorer::close);
    }
  }

  private static Clip scored(
      SetClips.Heard clip, List<SampleScorer> scorers, List<List<String>> nameless) {
    float[][] scores = new float[scorers.size()][];
    int[] best = new int[scorers.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorers.get(i).score(clip.sound());
      OptionalInt likeliest = Likeliest.of(scores[i]);
      if (likeliest.isEmpty()) {
        nameless.get(i).add(clip.name());
      }
      best[i] = likeliest.orElse(-1);
    }
    return new Clip(clip.answer(), scores, best);
  }

  /** The clips that were read. */
  public int clips() {
    return clips.size();
  }

  /** Further clips, which are in no figure. */
  public int unreadable() {
    return unreadable;
  }

  /** The confusion matrix of a model. */
  public ConfusionMatrix confusion(int model) {
    ConfusionMatrix confusion = ConfusionMatrix.of(labels);
    clips.forEach(clip -> confusion.add(clip.answer(), clip.best()[model]));
    return confusion;
  }

  /** The differences of a model's answers from those of another. */
  public Difference difference(int model, int other) {
    int otherClass = 0;
    int lost = 0;
    int gained = 0;
    double largest = 0;
    for (Clip clip : clips) {
      int best = clip.best()[model];
      int otherBest = clip.best()[other];
      otherClass += best != otherBest ? 1 : 0;
      lost += best != otherBest && otherBest == clip.answer() ? 1 : 0;
      gained += best != otherBest && best == clip.answer() ? 1 : 0;
      largest = Math.max(largest, largest(clip.scores()[model], clip.scores()[other]));
    }
    return new Difference(otherClass, lost, gained, largest);
  }

  private static double largest(float[] scores, float[] others) {
    double largest = 0;
    for (int i = 0; i < scores.length; i++) {
      largest = Math.max(largest, Math.abs((double) scores[i] - others[i]));
    }
    return largest;
  }
}
