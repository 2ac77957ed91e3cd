package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.levels.Multiplier;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** The logistic function and tanh on levels of 16 bits, between the entries of one table. */
final class SigmoidTable {
  private static final int SIZE = 256;
  private static final int WHOLE = 1 << 16;
  private static final int[] TABLE = table();

  private SigmoidTable() {}

  /** Steps of 1/24, each entry moved by half of the error in the middle of the next step. */
  private static int[] table() {
    int[] table = new int[SIZE];
    for (int i = 0; i < SIZE - 1; i++) {
      double error = (sigmoid(i + 1) + sigmoid(i)) / 2 - sigmoid(i + 0.5);
      table[i] = (int) Multiplier.awayFromZero(sigmoid(i) - error / 2);
    }
    table[SIZE - 1] = WHOLE - 1;
    return table;
  }

  private static double sigmoid(double steps) {
    return WHOLE / (1 + Math.exp(-steps / 24));
  }

  static IntUnaryOperator logistic(Affine in) {
    Scaled scaled = Scaled.of(in, 0);
    return x -> {
      int at = scaled.of(x);
      long size = Math.abs((long) at);
      int index = (int) Math.min(size >> 9, SIZE - 1);
      long result =
          index >= SIZE - 1
              ? 0x7fffL << 10
              : ((long) TABLE[index] << 9) + (size & 0x1ff) * (TABLE[index + 1] - TABLE[index]);
      long both = at >= 0 ? result + (1 << 9) : (1L << 25) - result + (1 << 9) - 1;
      return (short) (both >> 10);
    };
  }

  static IntUnaryOperator tanh(Affine in) {
    Scaled scaled = Scaled.of(in, 1);
    return x -> {
      int at = scaled.of(x);
      long size = Math.abs((long) at);
      int index = (int) Math.min(size >> 8, SIZE - 1);
      long result =
          index >= SIZE - 1
              ? 0xffffL << 8
              : ((long) TABLE[index] << 8) + (size & 0xff) * (TABLE[index + 1] - TABLE[index]);
      long both = at >= 0 ? result - (1 << 23) + (1 << 7) : -result + (1 << 23) + (1 << 7) - 1;
      return (short) (both >> 8);
    };
  }

  /** Levels on the table's scale, 2^17 for 32/3. */
  private record Scaled(int factor, int shift) {
    private static final int INTEGER_BITS = 3;

    /**
     * @param most the largest power of two by which a scale of a power of two may differ
     */
    static Scaled of(Affine in, int most) {
      OptionalInt power = in.powerOfTwo();
      int left = 15 - INTEGER_BITS + power.orElse(0);
      if (power.isPresent() && left >= 0 && left <= most) {
        return new Scaled(3 << left, 0);
      }
      double factor = in.scale() * 4096.0 * 3.0;
      int shift = 0;
      while (factor <= Short.MAX_VALUE / 2.0 && shift <= 30) {
        shift++;
        factor *= 2;
      }
      return new Scaled((int) factor, shift);
    }

    int of(int level) {
      int half = shift > 0 ? 1 << shift - 1 : 0;
      return level * factor + half >> shift;
    }
  }
}
