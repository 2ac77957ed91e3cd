package io.kwsbench.train;

import io.kwsbench.model.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The share of the newest batch in the averages of batch normalization, as TensorFlow nodes. */
final class StatisticsShare {
  private static final float FIRST_STEPS = 9;

  private StatisticsShare() {}

  /**
   * Adds the nodes of the share.
   *
   * @param step number of steps before this one, a scalar
   * @return a scalar between 0 and 1
   */
  static Operand<TFloat32> of(Ops tf, StatisticsAverage average, Operand<TFloat32> step) {
    Operand<TFloat32> lowest = tf.constant((float) (1.0 - Layer.BatchNormalization.MOMENTUM));
    if (average == StatisticsAverage.FIXED) {
      return lowest;
    }
    Operand<TFloat32> growing =
        tf.math.div(tf.constant(FIRST_STEPS), tf.math.add(step, tf.constant(1 + FIRST_STEPS)));
    return tf.math.maximum(lowest, growing);
  }
}
