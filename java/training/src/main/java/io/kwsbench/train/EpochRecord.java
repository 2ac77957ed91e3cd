package io.kwsbench.train;

import java.util.LinkedHashMap;
import java.util.Map;

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
