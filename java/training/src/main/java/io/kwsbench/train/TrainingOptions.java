package io.kwsbench.train;

import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.keras.features.ClipFeatures;
import java.nio.file.Path;

/**
 * The options of a training run. Two runs with equal options and equal data give equal weights.
 *
 * @param architecture name of an {@link io.kwsbench.model.Architecture}
 * @param features the model's input
 * @param descent optimizer and learning rate
 * @param regularization label smoothing, dropout and batch normalization
 * @param budget batch size and number of epochs
 * @param seed seed of weights, batches and dropout
 * @param threads number of TensorFlow threads; 0 uses one per core
 * @param folder folder for checkpoints, event files and training.json
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
   * @throws OutOfRangeException naming a value that is out of range; so do all parts
   */
  public TrainingOptions {
    require(threads >= 0, "threads", threads, "at least 0");
  }

  /**
   * The optimizer and its learning rate.
   *
   * @param optimizer {@code rmsprop}, {@code adam} or {@code sgd}
   * @param learningRate learning rate of the first epoch, above 0
   * @param schedule learning rates of the other epochs
   */
  public record Descent(String optimizer, double learningRate, LearningRateSchedule schedule) {
    public Descent {
      require(
          learningRate > 0 && Double.isFinite(learningRate),
          "learning_rate",
          learningRate,
          "above 0");
    }

    /** A copy that is equal for all runs that differ only in their length. */
    Descent withoutEnd() {
      return new Descent(optimizer, learningRate, schedule.withoutEnd());
    }
  }

  /**
   * Measures against overfitting.
   *
   * @param labelSmoothing share of a label that is spread evenly over all classes, in [0, 1)
   * @param dropout share of elements that dropout sets to zero, in [0, 1)
   * @param batchNormAverage moving average of batch normalization's statistics
   * @param ema share of the old average of each weight that a step keeps, in [0, 1); the averages
   *     are the model, and batch normalization's statistics are estimated; 0 averages no weights
   */
  public record Regularization(
      double labelSmoothing, double dropout, StatisticsAverage batchNormAverage, double ema) {
    public Regularization {
      require(isShare(ema), "ema", ema, "from 0 to below 1");
      require(
          ema == 0 || batchNormAverage == StatisticsAverage.ESTIMATED,
          "ema",
          ema,
          "0: averages of weights need estimated statistics");
      require(isShare(labelSmoothing), "label_smoothing", labelSmoothing, "from 0 to below 1");
      require(isShare(dropout), "dropout", dropout, "from 0 to below 1");
    }

    /** Measures without averages of the weights. */
    public Regularization(
        double labelSmoothing, double dropout, StatisticsAverage batchNormAverage) {
      this(labelSmoothing, dropout, batchNormAverage, 0);
    }
  }

  /**
   * The length of a run.
   *
   * @param batch number of clips per step
   * @param stepsPerEpoch number of steps per epoch; 0 covers the training set once
   * @param epochs maximum number of epochs
   * @param patience number of epochs without a better one before training stops; 0 never stops
   *     early
   * @param selection what makes an epoch the best
   */
  public record Budget(
      int batch, int stepsPerEpoch, int epochs, int patience, Selection selection) {
    /** A batch's samples are one array. */
    private static final int MAX_BATCH = Integer.MAX_VALUE / KeywordClip.SAMPLES;

    public Budget {
      require(batch >= 1 && batch <= MAX_BATCH, "batch", batch, "from 1 to " + MAX_BATCH);
      require(stepsPerEpoch >= 0, "steps", stepsPerEpoch, "at least 0");
      require(epochs >= 1, "epochs", epochs, "at least 1");
      require(patience >= 0, "patience", patience, "at least 0");
    }

    /** A budget whose best epoch has the greatest accuracy. */
    public Budget(int batch, int stepsPerEpoch, int epochs, int patience) {
      this(batch, stepsPerEpoch, epochs, patience, Selection.ACCURACY);
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new OutOfRangeException(name + " is " + value + ", not " + range);
    }
  }
}
