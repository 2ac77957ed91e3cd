package io.kwsbench.corpus;

import io.kwsbench.audio.FeatureExtractor;
import io.kwsbench.keras.features.ClipFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what a model is given of a batch, with the native front end. One call at a time; close it.
 */
public final class BatchFeatures implements AutoCloseable {
  private final ClipFeatures features;
  private final Optional<FeatureExtractor> extractor;

  /**
   * @throws io.kwsbench.KwsException when the mode needs the native library and it is missing
   */
  public BatchFeatures(ClipFeatures features) {
    this.features = features;
    extractor = features.settings().map(FeatureExtractor::of);
  }

  /** The model's inputs for a batch; they share the batch's samples. */
  public ModelBatch of(Batch batch) {
    List<float[]> inputs = new ArrayList<>();
    if (extractor.isPresent()) {
      FeatureExtractor made = extractor.get();
      float[] values = new float[batch.size() * made.frames() * made.columns()];
      made.extract(batch.raw(), batch.size(), values);
      inputs.add(values);
    }
    if (features.mode().hasSamples()) {
      inputs.add(batch.raw());
    }
    return new ModelBatch(inputs, batch.labels());
  }

  @Override
  public void close() {
    extractor.ifPresent(FeatureExtractor::close);
  }
}
