package io.kwsbench.corpus;

import java.util.List;

/**
 * The model's inputs of one {@link Batch}.
 *
 * @param inputs one array for each of the model's inputs, {@code [size][values]}
 * @param labels the class of each clip
 */
public record ModelBatch(List<float[]> inputs, int[] labels) {
  public ModelBatch {
    inputs = List.copyOf(inputs);
  }

  /** For a model of raw samples; they are shared, not copied. */
  public static ModelBatch raw(Batch batch) {
    return new ModelBatch(List.of(batch.raw()), batch.labels());
  }

  public int size() {
    return labels.length;
  }
}
