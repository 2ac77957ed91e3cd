package io.kwsbench.workload;

import io.kwsbench.KwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads numbers from text: either {@code shape 1 49 10 1} in the first line and a value in each
 * other, or rows of values with commas between them.
 */
final class CsvValues {
  private static final String SHAPE = "shape ";

  private final String file;
  private final List<String> lines;

  private CsvValues(byte[] text, String file) {
    this.file = file;
    lines =
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
  }

  /**
   * Reads numbers.
   *
   * @throws KwsException when there are none, or too few; the message names file and line
   */
  static InputValues read(byte[] text, String file) {
    CsvValues csv = new CsvValues(text, file);
    if (csv.lines.isEmpty()) {
      throw new KwsException(file + ": empty file");
    }
    return csv.lines.get(0).startsWith(SHAPE) ? csv.shaped() : csv.rows();
  }

  private InputValues shaped() {
    String[] dims = lines.get(0).substring(SHAPE.length()).strip().split("[ ,]+");
    long[] shape = new long[dims.length];
    long count = 1;
    for (int i = 0; i < dims.length; i++) {
      double dim = number(0, dims[i]);
      if (!(dim >= 1 && dim <= Integer.MAX_VALUE && dim == Math.rint(dim))) {
        throw new KwsException(file + ": line 1: '" + dims[i] + "' is no dimension");
      }
      shape[i] = (long) dim;
      count = count > Integer.MAX_VALUE ? count : count * shape[i];
    }
    if (count != lines.size() - 1) {
      throw new KwsException(
          file + ": " + (lines.size() - 1) + " values for the shape " + Arrays.toString(shape));
    }
    double[] values = new double[lines.size() - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(i + 1, lines.get(i + 1));
    }
    return new InputValues(file, true, shape, values);
  }

  private InputValues rows() {
    List<Double> values = new ArrayList<>();
    int columns = lines.get(0).split(",", -1).length;
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != columns) {
        throw new KwsException(
            file + ": line " + (i + 1) + " has " + cells.length + " values, not " + columns);
      }
      for (String cell : cells) {
        values.add(number(i, cell));
      }
    }
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new InputValues(file, true, new long[] {lines.size(), columns}, all);
  }

  private double number(int line, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new KwsException(
          file + ": line " + (line + 1) + ": '" + text.strip() + "' is not a number", e);
    }
  }
}
