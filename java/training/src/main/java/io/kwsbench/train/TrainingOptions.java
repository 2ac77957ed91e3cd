package io.kwsbench.train;

import io.kwsbench.corpus.ClipFeatures;
import java.nio.file.Path;

/**
 * How a run is done. Two runs with equal options and equal data give equal weights.
 *
 * @param architecture an {@link io.kwsbench.model.Architecture}'s name
 * @param features what the model is given of a clip
 * @param optimizer {@code rmsprop}, {@code adam} or {@code sgd}
 * @param learningRate of the first epoch
 * @param rateRule how it falls
 * @param labelSmoothing what share of a label goes evenly to all classes
 * @param dropout what share of elements dropout zeroes
 * @param batch clips a step
 * @param stepsPerEpoch 0 for as many as the training set fills
 * @param epochs at most
 * @param patience epochs without a better accuracy after which training stops; 0 for never
 * @param seed of weights, batches and dropout
 * @param threads of TensorFlow, 0 for one a core
 * @param folder where checkpoints, events and the record go
 */
public record TrainingOptions(
    String architecture,
    ClipFeatures features,
    String optimizer,
    double learningRate,
    RateRule rateRule,
    double labelSmoothing,
    double dropout,
    int batch,
    int stepsPerEpoch,
    int epochs,
    int patience,
    long seed,
    int threads,
    Path folder) {
  public TrainingOptions {
    if (!(learningRate > 0 && labelSmoothing >= 0 && labelSmoothing < 1)
        || !(dropout >= 0 && dropout < 1)
        || batch < 1
        || stepsPerEpoch < 0
        || epochs < 1
        || patience < 0
        || threads < 0) {
      throw new IllegalArgumentException("training options out of range");
    }
  }

  /** What the 2017 system trained the Pi model with. */
  public static TrainingOptions original(Path folder) {
    return new TrainingOptions(
        "pi",
        ClipFeatures.RAW,
        "rmsprop",
        1e-3,
        RateRule.Plateau.original(),
        0.1,
        0.4,
        384,
        0,
        100,
        0,
        59185,
        0,
        folder);
  }
}
