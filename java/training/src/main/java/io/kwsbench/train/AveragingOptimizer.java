package io.kwsbench.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer that also averages each weight over the steps, exponentially. The average has one
 * more slot, the last one.
 *
 * <p>After n steps an average keeps at most n / (10 + n) of itself, so that it follows the first
 * steps.
 *
 * @param moving moves the weights
 * @param decay the share of the old average that a step keeps, from 0 to below 1
 */
record AveragingOptimizer(Optimizer moving, float decay) implements Optimizer {
  private static final float FIRST_STEPS = 10;

  @Override
  public String name() {
    return moving.name();
  }

  @Override
  public int slots() {
    return moving.slots() + 1;
  }

  @Override
  public boolean averages() {
    return true;
  }

  @Override
  public boolean storesIterations() {
    return moving.storesIterations();
  }

  @Override
  public ObjectNode config(double learningRate) {
    return moving.config(learningRate);
  }

  @Override
  public Update update(
      Ops tf,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots,
      Operand<TFloat32> rate,
      Operand<TFloat32> step) {
    int last = moving.slots();
    Update moved = moving.update(tf, weight, gradient, slots.subList(0, last), rate, step);
    Operand<TFloat32> first = tf.constant(FIRST_STEPS);
    Operand<TFloat32> share =
        tf.math.maximum(tf.constant(1f - decay), tf.math.div(first, tf.math.add(step, first)));
    Operand<TFloat32> change = tf.math.mul(tf.math.sub(moved.weight(), slots.get(last)), share);
    List<Operand<TFloat32>> all = new ArrayList<>(moved.slots());
    all.add(tf.math.add(slots.get(last), change));
    return new Update(moved.weight(), all);
  }
}
