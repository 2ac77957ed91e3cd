package io.kwsbench.train;

import io.kwsbench.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The loss: cross-entropy against smoothed labels, meaned over the batch, and the kernels' L2.
 *
 * <p>It takes probabilities, not logits, as Keras does: clipped to [1e-7, 1 − 1e-7], their
 * logarithm goes through a softmax again. Source: {@code smooth_categorical_crossentropy} of the
 * 2017 system.
 *
 * @param labelSmoothing what share of a label goes evenly to all classes
 */
record Loss(float labelSmoothing) {
  private static final float EPSILON = 1e-7f;

  /** A scalar. */
  Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> probabilities, Operand<TInt32> labels, int classes) {
    Operand<TFloat32> high = tf.constant(1 - labelSmoothing + labelSmoothing / classes);
    Operand<TFloat32> low = tf.constant(labelSmoothing / classes);
    Operand<TFloat32> smooth = tf.oneHot(labels, tf.constant(classes), high, low);
    Operand<TFloat32> clipped =
        tf.math.minimum(
            tf.math.maximum(probabilities, tf.constant(EPSILON)), tf.constant(1 - EPSILON));
    Operand<TFloat32> losses =
        tf.nn.softmaxCrossEntropyWithLogits(tf.math.log(clipped), smooth).loss();
    return tf.math.mean(losses, tf.constant(0));
  }

  /** The kernels' part, a scalar. */
  Operand<TFloat32> penalty(
      Ops tf, List<WeightSpec> specs, Function<String, Operand<TFloat32>> weights) {
    List<Operand<TFloat32>> terms = new ArrayList<>();
    for (WeightSpec spec : specs) {
      if (spec.l2() > 0) {
        Operand<TFloat32> squares = tf.math.square(weights.apply(spec.name()));
        Operand<TInt32> axes = tf.range(tf.constant(0), tf.rank(squares), tf.constant(1));
        terms.add(tf.math.mul(tf.constant((float) spec.l2()), tf.sum(squares, axes)));
      }
    }
    return terms.isEmpty() ? tf.constant(0f) : tf.math.addN(terms);
  }
}
