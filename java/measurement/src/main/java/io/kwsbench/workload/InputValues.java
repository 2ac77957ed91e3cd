package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers for an input of a model, of one run or of several in turn.
 *
 * @param file where they come from
 * @param integral whether they may be integers: false where the file says that they are reals
 * @param shape the array's in the file
 * @param values all of them, row-major: integers that a double would round are {@link Long}s, or
 *     {@link BigInteger}s beyond those
 */
public record InputValues(String file, boolean integral, long[] shape, List<Number> values) {
  private static final int MAX_BYTES = 256 << 20;

  /**
   * Reads a NumPy file, or text: {@code shape 1 49 10 1} and a value per line, or rows of values
   * with commas between them.
   *
   * @throws KwsException when it cannot be read as either; the message names the file
   */
  public static InputValues read(Path file) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES, "values of an input");
    return NpyFile.is(bytes)
        ? NpyFile.read(bytes, file.toString())
        : CsvValues.read(bytes, file.toString());
  }

  /**
   * The values of each run. The array has the input's shape, or that of several inputs behind each
   * other; dimensions of size one at its front may be absent. A row of text is a run.
   *
   * @param input with a static shape
   * @throws KwsException when shape or type do not fit the input
   */
  public List<TensorValue> runs(TensorSpec input) {
    int size = (int) input.shape().elements().orElseThrow();
    if (!fits(input.shape().dims(), size)) {
      throw new KwsException(
          file + ": the shape " + Arrays.toString(shape) + " does not fit input " + input);
    }
    requireType(input);
    List<TensorValue> runs = new ArrayList<>();
    for (int from = 0; from < values.size(); from += size) {
      runs.add(TensorFill.of(file, input, values.subList(from, from + size), null));
    }
    return runs;
  }

  /** True if the last dimensions are the input's, and those before them count runs. */
  private boolean fits(long[] wanted, int size) {
    if (size == 0 || values.isEmpty() || values.size() % size != 0) {
      return false;
    }
    boolean row = shape.length == 2 && shape[1] == size;
    return row || Arrays.equals(core(wanted), tail(core(wanted).length));
  }

  /** The dimensions without leading ones. */
  private static long[] core(long[] dims) {
    int first = 0;
    while (first < dims.length && dims[first] == 1) {
      first++;
    }
    return Arrays.copyOfRange(dims, first, dims.length);
  }

  private long[] tail(int length) {
    return length > shape.length
        ? shape
        : Arrays.copyOfRange(shape, shape.length - length, shape.length);
  }

  private void requireType(TensorSpec input) {
    DType type = input.dtype();
    if (type.isReal()) {
      return;
    }
    double low = type == DType.BOOL || type.isUnsigned() ? 0 : -Math.pow(2, 8 * type.bytes() - 1);
    double high = type == DType.BOOL ? 2 : low + Math.pow(2, 8 * type.bytes());
    for (Number value : values) {
      if (!fits(value, type, low, high)) {
        String what = integral ? "the value " + value + " does" : "real numbers do";
        throw new KwsException(file + ": " + what + " not fit input " + input);
      }
    }
  }

  private boolean fits(Number number, DType type, double low, double high) {
    if (number instanceof Long && type == DType.INT64) {
      return true;
    }
    double value = number.doubleValue();
    boolean whole = integral && value == Math.rint(value);
    return whole && value >= low && value < high && !(number instanceof BigInteger);
  }
}
