package io.kwsbench.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rule that moves weights along gradients: Keras 2.1.2's formulas, {@code keras/optimizers.py}.
 *
 * <p>Each keeps some slots a weight (running averages), all zero at first.
 */
public sealed interface Optimizer
    permits AveragingOptimizer, Optimizer.Adam, Optimizer.RmsProp, Optimizer.Sgd {
  /** Keras's class name. */
  String name();

  /** The slots of a weight. */
  int slots();

  /** Returns whether Keras counts the steps among its weights. */
  boolean storesIterations();

  /** Keras's {@code optimizer_config}. */
  ObjectNode config(double learningRate);

  /**
   * Adds the nodes of one step of one weight.
   *
   * @param slots the values of its slots before the step
   * @param rate the learning rate, a scalar
   * @param step the number of steps before this one, a scalar
   */
  Update update(
      Ops tf,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots,
      Operand<TFloat32> rate,
      Operand<TFloat32> step);

  /** A weight and its slots after a step. */
  record Update(Operand<TFloat32> weight, List<Operand<TFloat32>> slots) {}

  /** The one that is called {@code name}, with Keras's default parameters. */
  static Optimizer named(String name) {
    return switch (name) {
      case "rmsprop" -> new RmsProp(0.9f, 1e-8f);
      case "adam" -> new Adam(0.9f, 0.999f, 1e-8f);
      case "sgd" -> new Sgd(0.9f);
      default ->
          throw new io.kwsbench.KwsException(
              "no optimizer '" + name + "'; there are rmsprop, adam, sgd");
    };
  }

  /**
   * The same optimizer with an average of each weight over the steps in one more slot, the last.
   *
   * @param decay the share of the old average that a step keeps; 0 for no averages
   */
  default Optimizer averaging(double decay) {
    return decay == 0 ? this : new AveragingOptimizer(this, (float) decay);
  }

  /** Returns whether the last slot is an average of the weight. */
  default boolean averages() {
    return false;
  }

  /** Divides by the root of a running average of squares. */
  record RmsProp(float rho, float epsilon) implements Optimizer {
    @Override
    public String name() {
      return "RMSprop";
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public boolean storesIterations() {
      return false;
    }

    @Override
    public ObjectNode config(double learningRate) {
      return withoutDecay(learningRate).put("rho", rho).put("epsilon", epsilon);
    }

    @Override
    public Update update(
        Ops tf,
        Operand<TFloat32> weight,
        Operand<TFloat32> gradient,
        List<Operand<TFloat32>> slots,
        Operand<TFloat32> rate,
        Operand<TFloat32> step) {
      Operand<TFloat32> mean = average(tf, slots.get(0), tf.math.square(gradient), rho);
      Operand<TFloat32> root = tf.math.add(tf.math.sqrt(mean), tf.constant(epsilon));
      Operand<TFloat32> move = tf.math.div(tf.math.mul(rate, gradient), root);
      return new Update(tf.math.sub(weight, move), List.of(mean));
    }
  }

  /** Running averages of gradients and squares, corrected for their start at zero. */
  record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
    @Override
    public String name() {
      return "Adam";
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public boolean storesIterations() {
      return true;
    }

    @Override
    public ObjectNode config(double learningRate) {
      return withoutDecay(learningRate)
          .put("beta_1", beta1)
          .put("beta_2", beta2)
          .put("epsilon", epsilon);
    }

    @Override
    public Update update(
        Ops tf,
        Operand<TFloat32> weight,
        Operand<TFloat32> gradient,
        List<Operand<TFloat32>> slots,
        Operand<TFloat32> rate,
        Operand<TFloat32> step) {
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> t = tf.math.add(step, one);
      Operand<TFloat32> correction =
          tf.math.div(
              tf.math.sqrt(tf.math.sub(one, tf.math.pow(tf.constant(beta2), t))),
              tf.math.sub(one, tf.math.pow(tf.constant(beta1), t)));
      Operand<TFloat32> mean = average(tf, slots.get(0), gradient, beta1);
      Operand<TFloat32> square = average(tf, slots.get(1), tf.math.square(gradient), beta2);
      Operand<TFloat32> root = tf.math.add(tf.math.sqrt(square), tf.constant(epsilon));
      Operand<TFloat32> move = tf.math.div(tf.math.mul(tf.math.mul(rate, correction), mean), root);
      return new Update(tf.math.sub(weight, move), List.of(mean, square));
    }
  }

  /** Plain descent with momentum. */
  record Sgd(float momentum) implements Optimizer {
    @Override
    public String name() {
      return "SGD";
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public boolean storesIterations() {
      return true;
    }

    @Override
    public ObjectNode config(double learningRate) {
      return withoutDecay(learningRate).put("momentum", momentum).put("nesterov", false);
    }

    @Override
    public Update update(
        Ops tf,
        Operand<TFloat32> weight,
        Operand<TFloat32> gradient,
        List<Operand<TFloat32>> slots,
        Operand<TFloat32> rate,
        Operand<TFloat32> step) {
      Operand<TFloat32> velocity =
          tf.math.sub(
              tf.math.mul(tf.constant(momentum), slots.get(0)), tf.math.mul(rate, gradient));
      return new Update(tf.math.add(weight, velocity), List.of(velocity));
    }
  }

  /** The part that all configurations share; the schedule is outside the optimizer. */
  private static ObjectNode withoutDecay(double learningRate) {
    return JsonNodeFactory.instance.objectNode().put("lr", learningRate).put("decay", 0.0);
  }

  private static Operand<TFloat32> average(
      Ops tf, Operand<TFloat32> old, Operand<TFloat32> now, float keep) {
    return tf.math.add(
        tf.math.mul(tf.constant(keep), old), tf.math.mul(tf.constant(1f - keep), now));
  }
}
