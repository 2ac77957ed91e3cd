package io.kwsbench.model;

import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One weight of a layer: what it is called, how large it is and how it starts.
 *
 * @param name as in a Keras checkpoint: {@code conv1d_1/kernel:0}
 * @param layer the layer's name
 * @param trainable whether gradients move it; statistics are moved otherwise
 * @param l2 the weight of its squared sum in the loss
 * @param start how it starts
 */
public record WeightSpec(
    String name, String layer, Shape shape, boolean trainable, double l2, Start start) {

  /** Values before the first step. */
  sealed interface Start {
    /** All the same. */
    record Constant(float value) implements Start {}

    /** Even between ± sqrt(6 / (fan in + fan out)): Glorot and Bengio (2010), Keras's default. */
    record GlorotUniform() implements Start {}
  }

  static WeightSpec kernel(String layer, String role, double l2, long... dims) {
    return new WeightSpec(
        layer + "/" + role + ":0", layer, Shape.of(dims), true, l2, new Start.GlorotUniform());
  }

  static WeightSpec constant(
      String layer, String role, boolean trainable, float value, long... dims) {
    return new WeightSpec(
        layer + "/" + role + ":0", layer, Shape.of(dims), trainable, 0, new Start.Constant(value));
  }

  public int elements() {
    return Math.toIntExact(shape.elements().orElseThrow());
  }

  /** Its values before the first step. */
  public float[] initial(RandomGenerator random) {
    float[] values = new float[elements()];
    if (start instanceof Start.Constant constant) {
      Arrays.fill(values, constant.value());
    } else {
      double limit = Math.sqrt(6.0 / (fan(-2) + fan(-1)));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
      }
    }
    return values;
  }

  /** Keras's {@code _compute_fans}: the field of the kernel times its channels on one side. */
  private double fan(int axis) {
    double field = elements() / (double) (shape.dim(-2) * shape.dim(-1));
    return field * shape.dim(axis);
  }
}
