package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The results of one epoch.
 *
 * <p>The file holds the keys of its parts side by side.
 *
 * @param at which epoch it is
 * @param trained what the training batches came to
 * @param validated what the validation set came to
 * @param learningRate of this epoch
 * @param pace how fast it was
 * @param checkpoint the file's name
 * @param confusion of the validation set, {@code [actual][predicted]}
 * @param schedule the learning rate's, after this epoch
 */
public record EpochRecord(
    @JsonUnwrapped Place at,
    @JsonUnwrapped Trained trained,
    @JsonUnwrapped Validated validated,
    double learningRate,
    @JsonUnwrapped Pace pace,
    String checkpoint,
    int[][] confusion,
    RateState schedule) {
  /** The names of checkpoints: never a path, so that none points outside the folder. */
  static final Pattern CHECKPOINT_NAME = Pattern.compile("ep-\\d{3,}-vl-[A-Za-z0-9.]+\\.hdf5");

  /**
   * @throws IllegalArgumentException when a part cannot be an epoch's
   */
  public EpochRecord {
    if (!CHECKPOINT_NAME.matcher(checkpoint).matches()) {
      throw new IllegalArgumentException(
          "checkpoint '" + checkpoint + "' is no name of an epoch's checkpoint in this folder");
    }
    for (int[] row : confusion) {
      if (row == null || row.length != confusion.length) {
        throw new IllegalArgumentException("confusion: not as many columns as rows");
      }
    }
  }

  /**
   * The position of an epoch in its run.
   *
   * @param epoch from 1
   * @param steps of the run, this epoch's included
   * @param wallTime seconds since 1970
   */
  public record Place(int epoch, long steps, double wallTime) {}

  /**
   * The results on the training batches.
   *
   * @param loss mean of the training losses, penalty included
   * @param accuracy from 0 to 1
   */
  public record Trained(double loss, double accuracy) {}

  /**
   * The results on the validation set.
   *
   * @param loss cross-entropy, without smoothing or penalty
   * @param accuracy from 0 to 1
   * @param recall of wanted words while one in a hundred other clips is taken for a word; {@link
   *     #UNKNOWN} where the set has not both, and in runs of earlier versions
   */
  public record Validated(
      @JsonProperty("valLoss") double loss,
      @JsonProperty("valAccuracy") double accuracy,
      @JsonProperty("valRecall") double recall) {
    /** A recall that was not measured. */
    public static final double UNKNOWN = -1;
  }

  /**
   * The speed of an epoch.
   *
   * @param clipsPerSecond trained, data included
   * @param waitedShare what share of that time a step waited for its clips, from 0 to 1
   */
  public record Pace(double clipsPerSecond, double waitedShare) {}

  /** The number of the epoch, from 1. */
  public int epoch() {
    return at.epoch();
  }

  /**
   * The share of the most frequent class among the validation clips: what a model reaches that
   * always names it.
   */
  public double chance() {
    long all = 0;
    long most = 0;
    for (int[] row : confusion) {
      long clips = Arrays.stream(row).asLongStream().sum();
      all += clips;
      most = Math.max(most, clips);
    }
    return all == 0 ? 0 : (double) most / all;
  }

  /** Returns whether validation is at chance though training has learned something. */
  public boolean staysAtChance() {
    return validated.accuracy() <= chance() + 0.005
        && trained.accuracy() >= validated.accuracy() + 0.3;
  }

  /** The curves that TensorBoard shows, with Keras's names. */
  Map<String, Double> curves() {
    Map<String, Double> curves = new LinkedHashMap<>();
    curves.put("loss", trained.loss());
    curves.put("categorical_accuracy", trained.accuracy());
    curves.put("val_loss", validated.loss());
    curves.put("val_categorical_accuracy", validated.accuracy());
    curves.put("lr", learningRate);
    return curves;
  }
}
