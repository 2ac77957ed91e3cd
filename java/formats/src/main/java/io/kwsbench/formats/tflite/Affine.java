package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A mapping of an activation's levels to real numbers: {@code scale · (level − zero)}.
 *
 * <p>In the graph a tensor of levels is a tensor of floats that holds {@code level − zero}, which
 * is exact: zeros of paddings are zeros, and convolutions need no corrections.
 *
 * @param type of the levels
 */
record Affine(float scale, int zero, TfliteElementType type) {
  private static final double NEAR = 1e-3;

  static Affine of(TfliteCall call, TfliteTensor tensor) {
    Optional<Quantization> quantization = tensor.scale();
    if (quantization.isEmpty()) {
      throw call.error("needs the scale of " + tensor.shortName() + ", which has none");
    }
    return of(quantization.get(), tensor.type())
        .orElseThrow(() -> call.error("has several scales"));
  }

  /** Empty where there is more than one scale. */
  static Optional<Affine> of(Quantization quantization, TfliteElementType type) {
    if (quantization.scales().length != 1) {
      return Optional.empty();
    }
    int zero = Math.toIntExact(quantization.zeros()[0]);
    return Optional.of(new Affine(quantization.scales()[0], zero, type));
  }

  /** The least level, less the zero point. */
  int low() {
    return type.least() - zero;
  }

  /** The greatest level, less the zero point. */
  int high() {
    return type.greatest() - zero;
  }

  /** The largest distance of a level from the zero point. */
  int reach() {
    return Math.max(Math.abs(low()), Math.abs(high()));
  }

  /** The level of a real number, less the zero point: may lie outside the range. */
  long level(float real) {
    return Multiplier.awayFromZero(real / scale);
  }

  /** The exponent of a scale that kernels take for a power of two. */
  OptionalInt powerOfTwo() {
    double exponent = Math.log(scale) / Math.log(2);
    long rounded = Math.round(exponent);
    return Math.abs(exponent - rounded) < NEAR
        ? OptionalInt.of((int) rounded)
        : OptionalInt.empty();
  }

  /** Returns whether both stand for real numbers in the same way. */
  boolean isSame(Affine other) {
    return scale == other.scale && zero == other.zero && type == other.type;
  }

  /** All levels. */
  LevelRange range() {
    return new LevelRange(low(), high());
  }

  /** The levels that a fused activation leaves, by its number. */
  LevelRange range(TfliteCall call, int activation) {
    LevelRange all = range();
    return switch (activation) {
      case 0 -> all;
      case 1 -> all.within(level(0), high());
      case 2 -> all.within(level(-1), level(1));
      case 3 -> all.within(level(0), level(6));
      default -> throw call.error("has activation " + activation + " in integers");
    };
  }
}
