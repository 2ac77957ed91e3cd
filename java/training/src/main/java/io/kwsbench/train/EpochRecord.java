package io.kwsbench.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param steps of the run, this epoch's included
 * @param wallTime seconds since 1970
 * @param loss mean of the epoch's training losses, penalty included
 * @param accuracy of the training batches
 * @param valLoss cross-entropy of the validation set, without smoothing or penalty
 * @param valAccuracy of the validation set
 * @param learningRate of this epoch
 * @param clipsPerSecond trained, data included
 * @param waitedShare what share of that time a step waited for its clips, from 0 to 1
 * @param checkpoint the file's name
 * @param confusion of the validation set, {@code [actual][predicted]}
 * @param schedule the learning rate's, after this epoch
 */
public record EpochRecord(
    int epoch,
    long steps,
    double wallTime,
    double loss,
    double accuracy,
    double valLoss,
    double valAccuracy,
    double learningRate,
    double clipsPerSecond,
    double waitedShare,
    String checkpoint,
    int[][] confusion,
    RateState schedule) {
  /** What checkpoints are called: never a path, so that none leads out of the folder. */
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

  /** The curves that TensorBoard shows, with Keras's names. */
  Map<String, Double> curves() {
    Map<String, Double> curves = new LinkedHashMap<>();
    curves.put("loss", loss);
    curves.put("categorical_accuracy", accuracy);
    curves.put("val_loss", valLoss);
    curves.put("val_categorical_accuracy", valAccuracy);
    curves.put("lr", learningRate);
    return curves;
  }
}
