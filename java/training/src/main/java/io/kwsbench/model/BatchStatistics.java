package io.kwsbench.model;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The statistics of one batch in a batch normalization.
 *
 * @param layer the layer's name
 * @param mean of every channel
 * @param variance of every channel, not corrected for the sample's size: what Keras 2.1.2 averages
 */
public record BatchStatistics(String layer, Operand<TFloat32> mean, Operand<TFloat32> variance) {
  /** The name of the weight that averages the means. */
  public String meanName() {
    return layer + "/moving_mean:0";
  }

  /** The name of the weight that averages the variances. */
  public String varianceName() {
    return layer + "/moving_variance:0";
  }
}
