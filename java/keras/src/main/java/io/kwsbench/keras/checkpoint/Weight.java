package io.kwsbench.keras.checkpoint;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;

/**
 * One stored tensor of a checkpoint: its name, its shape and its elements, row-major.
 *
 * <p>The array is shared, not copied, as checkpoints are large: whoever takes it must not change
 * it.
 *
 * @param name as Keras wrote it, {@code conv1d_1/kernel:0}
 * @param shape static
 * @param values {@code shape.elements()} floats
 */
public record Weight(String name, Shape shape, float[] values) {
  /**
   * @throws IllegalArgumentException when the values do not fill the shape
   */
  public Weight {
    Objects.requireNonNull(name, "name");
    if (shape.elements().orElse(-1) != values.length) {
      throw new IllegalArgumentException(name + ": " + values.length + " values for " + shape);
    }
  }

  /** The last part of the name, without TensorFlow's output number: {@code kernel}. */
  public String role() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? last : last.substring(0, colon);
  }

  /**
   * Requires every value to be a number.
   *
   * @throws KwsException when one is NaN or infinite
   */
  void requireNumbers() {
    int broken = notFinite();
    if (broken > 0) {
      throw new KwsException(
          "weight "
              + this
              + " has "
              + broken
              + " of "
              + values.length
              + " values that are NaN or infinite: training has diverged; an earlier checkpoint may"
              + " be sound");
    }
  }

  /** The number of values that are NaN or infinite. */
  private int notFinite() {
    int count = 0;
    for (float value : values) {
      count += Float.isFinite(value) ? 0 : 1;
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weight that
        && name.equals(that.name)
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + shape;
  }
}
