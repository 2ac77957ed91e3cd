package io.kwsbench.formats.shared;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Constants that operators make of a few numbers; their elements count against the budget. */
public final class MadeConstants {
  private static final int MAX_STEPS = 1 << 24;

  private MadeConstants() {}

  /**
   * The numbers from {@code start} on, {@code step} apart, before {@code limit}.
   *
   * @return empty where their count is none, or too large
   */
  public static Optional<Literal> range(
      Folding folding, Literal start, Literal limit, Literal step) {
    double first = start.real(0);
    double apart = step.real(0);
    double count = Math.ceil((limit.real(0) - first) / apart);
    if (!(count >= 0 && count <= MAX_STEPS)) {
      return Optional.empty();
    }
    folding.spend((long) count);
    float[] values = new float[(int) count];
    int[] whole = new int[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (first + i * apart);
      whole[i] = (int) (first + i * apart);
    }
    boolean real = start.dtype() == DType.FLOAT;
    return Optional.of(real ? Literal.of(values, values.length) : Literal.vector(whole));
  }

  /** One number in every place of a shape. */
  public static Literal filled(Folding folding, Literal one, int... shape) {
    int size = Dims.elements(shape);
    folding.spend(size);
    Shape wanted = Shape.of(Arrays.stream(shape).asLongStream().toArray());
    return one.reshaped(1).pick(wanted, new int[size]);
  }

  /** A matrix of zeros with ones where the column is {@code offset} right of the row. */
  public static Literal diagonal(Folding folding, DType dtype, long offset, int rows, int columns) {
    int size = Dims.elements(rows, columns);
    folding.spend(size);
    float[] reals = new float[size];
    long[] whole = new long[size];
    for (int row = 0; row < rows; row++) {
      long column = row + offset;
      if (column >= 0 && column < columns) {
        reals[row * columns + (int) column] = 1;
        whole[row * columns + (int) column] = 1;
      }
    }
    Shape shape = Shape.of(rows, columns);
    return dtype == DType.FLOAT
        ? Literal.ofFloats(shape, reals)
        : Literal.ofLongs(dtype, shape, whole);
  }
}
