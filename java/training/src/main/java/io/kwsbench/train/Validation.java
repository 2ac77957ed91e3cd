package io.kwsbench.train;

import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.corpus.Partition;
import io.kwsbench.evaluate.ConfusionMatrix;

/**
 * A model's answers on a whole set.
 *
 * @param loss mean cross-entropy, without smoothing or penalty
 * @param confusion which class was taken for which
 */
public record Validation(double loss, ConfusionMatrix confusion) {
  private static final double MIN_PROBABILITY = 1e-12;

  /** Runs what can be read of the set through a model, {@code batch} clips at a time. */
  static Validation of(
      TrainingGraph graph, BatchSource source, BatchFeatures features, Partition set, int batch) {
    ConfusionMatrix confusion = ConfusionMatrix.of(source.corpus().labels().all());
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
        answers.likeliest(i).ifPresent(likeliest -> confusion.add(label, likeliest));
        double p = answers.probabilities()[i * answers.classes() + label];
        loss -= Math.log(Math.max(MIN_PROBABILITY, Math.min(1 - MIN_PROBABILITY, p)));
      }
    }
    return new Validation(loss / Math.max(1, confusion.total()), confusion);
  }
}
