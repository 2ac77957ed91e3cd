package io.kwsbench.workload;

import io.kwsbench.KwsException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads numbers from text: either {@code shape 1 49 10 1} in the first line and a value in each
 * other, or rows of values with commas between them.
 */
final class CsvValues {
  private static final String SHAPE = "shape ";
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");

  /** A double holds every integer up to this. */
  private static final double EXACT = 0x1p53;

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
      double dim = number(0, dims[i]).doubleValue();
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
    List<Number> values = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      values.add(number(i, lines.get(i)));
    }
    return new InputValues(file, true, shape, values);
  }

  private InputValues rows() {
    List<Number> values = new ArrayList<>();
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
    return new InputValues(file, true, new long[] {lines.size(), columns}, values);
  }

  private Number number(int line, String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Math.abs(value) < EXACT ? value : large(value, text.strip());
    } catch (NumberFormatException e) {
      throw new KwsException(
          file + ": line " + (line + 1) + ": '" + text.strip() + "' is not a number", e);
    }
  }

  /** The integer that is typed, where it is one: a {@link Long} if that holds it. */
  private static Number large(double value, String text) {
    if (!WHOLE.matcher(text).matches()) {
      return value;
    }
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }
}
