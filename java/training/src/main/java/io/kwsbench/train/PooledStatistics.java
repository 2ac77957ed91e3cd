package io.kwsbench.train;

import io.kwsbench.model.BatchStatistics;
import java.util.LinkedHashMap;
import java.util.Map;

/** The statistics of several batches of one population, for every batch normalization. */
final class PooledStatistics {
  /** Weighted sums over batches, per channel: of means, and of squares. */
  private static final class Sums {
    final double[] means;
    final double[] squares;
    double weight;

    Sums(int channels) {
      means = new double[channels];
      squares = new double[channels];
    }
  }

  private final Map<BatchStatistics, Sums> layers = new LinkedHashMap<>();

  /**
   * Adds a batch.
   *
   * @param mean of each channel
   * @param variance of each channel around the batch's own mean
   * @param clips size of the batch
   */
  void add(BatchStatistics layer, float[] mean, float[] variance, int clips) {
    Sums sums = layers.computeIfAbsent(layer, any -> new Sums(mean.length));
    for (int i = 0; i < mean.length; i++) {
      sums.means[i] += (double) clips * mean[i];
      sums.squares[i] += clips * (variance[i] + (double) mean[i] * mean[i]);
    }
    sums.weight += clips;
  }

  /** Means and variances of all batches together, by the names of the weights that hold them. */
  Map<String, float[]> averages() {
    Map<String, float[]> averages = new LinkedHashMap<>();
    layers.forEach(
        (layer, sums) -> {
          float[] means = new float[sums.means.length];
          float[] variances = new float[means.length];
          for (int i = 0; i < means.length; i++) {
            double mean = sums.means[i] / sums.weight;
            means[i] = (float) mean;
            variances[i] = (float) Math.max(0, sums.squares[i] / sums.weight - mean * mean);
          }
          averages.put(layer.meanName(), means);
          averages.put(layer.varianceName(), variances);
        });
    return averages;
  }
}
