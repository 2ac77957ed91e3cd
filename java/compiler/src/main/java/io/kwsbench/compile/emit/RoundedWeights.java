package io.kwsbench.compile.emit;

import io.kwsbench.plan.Encoding;
import io.kwsbench.plan.Precision;
import java.util.Arrays;
import java.util.Optional;

/**
 * A matrix of weights in fewer bits.
 *
 * @param encoding how it is stored
 * @param levels {@code [k][n]}, row-major: whole numbers for 8 bits, the upper halves of floats for
 *     16
 * @param scales a level's worth in each column; of 8 bits only
 */
record RoundedWeights(Encoding encoding, short[] levels, float[] scales) {
  private static final int MAX_LEVEL = 127;

  /**
   * Rounds a matrix. Empty where a value is not finite, where a column is too small or too large
   * for the precision, and where whole numbers would not stay what they are: such a matrix is kept.
   */
  static Optional<RoundedWeights> of(Precision precision, float[] matrix, int n) {
    return switch (precision) {
      case FLOAT32 -> Optional.empty();
      case WEIGHTS8 -> eight(matrix, n);
      case WEIGHTS16 -> sixteen(Encoding.WEIGHTS_16, matrix);
      case BF16 -> sixteen(Encoding.BF16, matrix);
    };
  }

  private static Optional<RoundedWeights> eight(float[] matrix, int n) {
    float[] scales = scales(matrix, n);
    for (float scale : scales) {
      if (!(scale >= Float.MIN_NORMAL) || Float.isInfinite(scale)) {
        return Optional.empty();
      }
    }
    short[] levels = new short[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      long level = Math.round((double) matrix[i] / scales[i % n]);
      levels[i] = (short) Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, level));
    }
    return exact(matrix, new RoundedWeights(Encoding.WEIGHTS_8, levels, scales));
  }

  /**
   * Whole numbers are those of a model that computes with integers; they are levels as they are.
   */
  private static float[] scales(float[] matrix, int n) {
    float[] scales = new float[n];
    if (isWhole(matrix)) {
      Arrays.fill(scales, 1);
      return scales;
    }
    for (int i = 0; i < matrix.length; i++) {
      scales[i % n] = Math.max(scales[i % n], Math.abs(matrix[i])); // keeps a NaN
    }
    for (int c = 0; c < n; c++) {
      scales[c] = scales[c] == 0 ? 1 : scales[c] / MAX_LEVEL;
    }
    return scales;
  }

  /** Returns whether a matrix may be that of a model that computes with integers. */
  static boolean isWhole(float[] matrix) {
    for (float value : matrix) {
      if (value != Math.rint(value)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<RoundedWeights> exact(float[] matrix, RoundedWeights rounded) {
    boolean good = !isWhole(matrix) || Arrays.equals(matrix, rounded.toFloats());
    return good ? Optional.of(rounded) : Optional.empty();
  }

  private static Optional<RoundedWeights> sixteen(Encoding encoding, float[] matrix) {
    short[] levels = new short[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      int bits = Float.floatToIntBits(matrix[i]);
      int odd = bits >>> 16 & 1; // to the nearest, and from the middle to the even one
      levels[i] = (short) (bits + 0x7fff + odd >>> 16);
      if (!Float.isFinite(matrix[i]) || !Float.isFinite(sixteen(levels[i]))) {
        return Optional.empty();
      }
    }
    return exact(matrix, new RoundedWeights(encoding, levels, new float[0]));
  }

  private static float sixteen(short upper) {
    return Float.intBitsToFloat(upper << 16);
  }

  /** The matrix as the engine multiplies by it. */
  float[] toFloats() {
    float[] matrix = new float[levels.length];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = scales.length == 0 ? sixteen(levels[i]) : levels[i] * scales[i % scales.length];
    }
    return matrix;
  }
}
