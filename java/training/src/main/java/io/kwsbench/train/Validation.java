package io.kwsbench.train;

import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.corpus.Partition;
import io.kwsbench.evaluate.ConfusionMatrix;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A model's answers on a whole set.
 *
 * @param loss mean cross-entropy, without smoothing or penalty
 * @param confusion which class was taken for which
 * @param recall of wanted words at a rate of false alarms; empty without clips of both kinds
 */
public record Validation(double loss, ConfusionMatrix confusion, OptionalDouble recall) {
  private static final double MIN_PROBABILITY = 1e-12;

  /** Runs what can be read of the set through a model, {@code batch} clips at a time. */
  static Validation of(
      TrainingGraph graph, BatchSource source, BatchFeatures features, Partition set, int batch) {
    ConfusionMatrix confusion = ConfusionMatrix.of(source.corpus().labels().all());
    WantedRecall recall = new WantedRecall();
    int size = source.corpus().samples(set).size();
    double loss = 0;
    for (int from = 0; from < size; from += batch) {
      Batch readable = source.inOrder(set, from, batch);
      if (readable.size() == 0) {
        continue;
      }
      ModelBatch clips = features.of(readable);
      TrainingGraph.Evaluation answers = graph.evaluate(clips);
      for (int i = 0; i < clips.size(); i++) {
        int label = clips.labels()[i];
        // NaN is no class; it makes the loss NaN, too
        OptionalInt found = answers.likeliest(i);
        found.ifPresent(likeliest -> confusion.add(label, likeliest));
        int first = i * answers.classes();
        recall.add(label, found, answers.probabilities()[first + found.orElse(0)]);
        double p = answers.probabilities()[first + label];
        loss -= Math.log(Math.max(MIN_PROBABILITY, Math.min(1 - MIN_PROBABILITY, p)));
      }
    }
    return new Validation(loss / Math.max(1, confusion.total()), confusion, recall.share());
  }
}
