package io.kwsbench.workload;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an array that NumPy saved.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">its
 *     format</a>
 */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([fiub])(\\d)'");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
  private static final Pattern COLUMNS = Pattern.compile("'fortran_order':\\s*True");

  private NpyFile() {}

  static boolean is(byte[] bytes) {
    return bytes.length > MAGIC.length && Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC);
  }

  /**
   * Reads an array.
   *
   * @throws KwsException when it is damaged, or holds no numbers; the message names the file
   */
  static InputValues read(byte[] bytes, String file) {
    try {
      return read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), file);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw new KwsException(file + ": a damaged NumPy file", e);
    }
  }

  private static InputValues read(ByteBuffer bytes, String file) {
    boolean old = bytes.get(MAGIC.length) == 1;
    int start = MAGIC.length + 2 + (old ? Short.BYTES : Integer.BYTES);
    int size =
        old ? bytes.getShort(start - Short.BYTES) & 0xffff : bytes.getInt(start - Integer.BYTES);
    ByteBuffer header = bytes.slice(start, size);
    String text = StandardCharsets.ISO_8859_1.decode(header).toString();
    Matcher type = TYPE.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !shape.find()) {
      throw new KwsException(file + ": a NumPy file without an array of numbers");
    }
    if (COLUMNS.matcher(text).find()) {
      throw new KwsException(
          file + ": its array is in Fortran order: save numpy.ascontiguousarray(array)");
    }
    ByteBuffer data = bytes.slice(start + size, bytes.capacity() - start - size);
    data.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long[] dims =
        Arrays.stream(shape.group(1).split(","))
            .map(String::strip)
            .filter(dim -> !dim.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    List<Number> values = values(data, type.group(2) + type.group(3), dims, file);
    return new InputValues(file, !type.group(2).equals("f"), dims, values);
  }

  private static List<Number> values(ByteBuffer data, String type, long[] dims, String file) {
    int width = type.charAt(1) - '0';
    long count = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    if (count * width != data.capacity()) {
      throw new KwsException(
          file + ": " + data.capacity() + " bytes for an array " + Arrays.toString(dims));
    }
    Number[] values = new Number[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(data, type, file);
    }
    return Arrays.asList(values);
  }

  private static Number value(ByteBuffer data, String type, String file) {
    return switch (type) {
      case "f4" -> (double) data.getFloat();
      case "f8" -> data.getDouble();
      case "i1" -> (double) data.get();
      case "u1", "b1" -> (double) (data.get() & 0xff);
      case "i2" -> (double) data.getShort();
      case "u2" -> (double) (data.getShort() & 0xffff);
      case "i4" -> (double) data.getInt();
      case "u4" -> (double) (data.getInt() & 0xffffffffL);
      case "i8" -> data.getLong();
      default ->
          throw new KwsException(
              file + ": elements of type " + type + ": save numpy.float32 or an integer type");
    };
  }
}
