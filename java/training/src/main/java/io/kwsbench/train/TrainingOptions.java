package io.kwsbench.train;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.keras.features.ClipFeatures;
import java.nio.file.Path;

/**
 * How a run is done. Two runs with equal options and equal data give equal weights.
 *
 * @param architecture an {@link io.kwsbench.model.Architecture}'s name
 * @param features what the model is given of a clip
 * @param descent how weights move
 * @param regularization what keeps the model from learning clips by heart
 * @param budget how long it trains
 * @param seed of weights, batches and dropout
 * @param threads of TensorFlow, 0 for one a core
 * @param folder where checkpoints, events and the record go
 */
public record TrainingOptions(
    String architecture,
    ClipFeatures features,
    Descent descent,
    Regularization regularization,
    Budget budget,
    long seed,
    int threads,
    Path folder) {
  /**
   * @throws IllegalArgumentException naming the value that is out of range, as all parts do
   */
  public TrainingOptions {
    require(threads >= 0, "threads", threads, "at least 0");
  }

  /**
   * How weights move.
   *
   * @param optimizer {@code rmsprop}, {@code adam} or {@code sgd}
   * @param learningRate of the first epoch
   * @param schedule how it falls
   */
  public record Descent(String optimizer, double learningRate, LearningRateSchedule schedule) {
    public Descent {
      require(
          learningRate > 0 && Double.isFinite(learningRate),
          "learning_rate",
          learningRate,
          "above 0");
    }

    /** The same for all runs that differ in their length alone. */
    Descent withoutEnd() {
      return new Descent(optimizer, learningRate, schedule.withoutEnd());
    }
  }

  /**
   * What is different while a model trains, so that it does well on other clips.
   *
   * @param labelSmoothing what share of a label goes evenly to all classes
   * @param dropout what share of elements dropout zeroes
   * @param batchNormAverage how batch normalization's statistics are averaged
   */
  public record Regularization(
      double labelSmoothing, double dropout, StatisticsAverage batchNormAverage) {
    public Regularization {
      require(isShare(labelSmoothing), "label_smoothing", labelSmoothing, "from 0 to below 1");
      require(isShare(dropout), "dropout", dropout, "from 0 to below 1");
    }
  }

  /**
   * How long a run is.
   *
   * @param batch clips a step
   * @param stepsPerEpoch 0 for as many as the training set fills
   * @param epochs at most
   * @param patience epochs without a better accuracy after which training stops; 0 for never
   */
  public record Budget(int batch, int stepsPerEpoch, int epochs, int patience) {
    /** A batch's samples are one array. */
    private static final int MOST_BATCH = Integer.MAX_VALUE / KeywordClip.SAMPLES;

    public Budget {
      require(batch >= 1 && batch <= MOST_BATCH, "batch", batch, "from 1 to " + MOST_BATCH);
      require(stepsPerEpoch >= 0, "steps", stepsPerEpoch, "at least 0");
      require(epochs >= 1, "epochs", epochs, "at least 1");
      require(patience >= 0, "patience", patience, "at least 0");
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", not " + range);
    }
  }

  /** What the 2017 system trained the Pi model with. */
  public static TrainingOptions original(Path folder) {
    return new TrainingOptions(
        "pi",
        ClipFeatures.RAW,
        new Descent("rmsprop", 1e-3, LearningRateSchedule.Plateau.original()),
        new Regularization(0.1, 0.4, StatisticsAverage.FIXED),
        new Budget(384, 0, 100, 0),
        59185,
        0,
        folder);
  }
}
