package io.kwsbench.lambda.internal.python;

import io.kwsbench.KwsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values that Python's {@code marshal} wrote, as far as code objects need them.
 *
 * <p>Bounded: lengths are checked against what is left, nesting against a limit, so that no input
 * costs more than its own size.
 *
 * @see <a href="https://github.com/python/cpython/blob/3.6/Python/marshal.c">marshal.c</a>
 */
final class MarshalReader {
  private static final int DEEPEST = 64;
  private static final int FLAG_REF = 0x80;

  private final ByteBuffer in;
  private final CodeFields codeFields;
  private final List<Object> references = new ArrayList<>();
  private final List<Object> interned = new ArrayList<>();
  private int depth;

  MarshalReader(byte[] bytes, CodeLayout layout) {
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.codeFields = new CodeFields(this, layout);
  }

  /**
   * Reads the one value that the bytes hold.
   *
   * @throws KwsException when they are no marshalled value, or cut off
   */
  Object readAll() {
    try {
      Object value = read();
      if (in.hasRemaining()) {
        throw new KwsException(in.remaining() + " bytes are left over");
      }
      return value;
    } catch (BufferUnderflowException e) {
      throw new KwsException("cut off", e);
    }
  }

  Object read() {
    if (++depth > DEEPEST) {
      throw new KwsException("nested too deep");
    }
    int tag = in.get() & 0xff;
    boolean shared = (tag & FLAG_REF) != 0;
    int slot = references.size();
    if (shared) {
      references.add(PyNone.NONE);
    }
    Object value = value((char) (tag & ~FLAG_REF));
    if (shared) {
      references.set(slot, value);
    }
    depth--;
    return value;
  }

  private Object value(char type) {
    return switch (type) {
      case 'N' -> PyNone.NONE;
      case 'T' -> true;
      case 'F' -> false;
      case '.' -> PyEllipsis.ELLIPSIS;
      case 'i' -> (long) in.getInt();
      case 'I' -> in.getLong();
      case 'l' -> longValue();
      case 'g' -> in.getDouble();
      case 'f' -> Double.valueOf(shortText());
      case 's' -> new PyBytes(bytes(in.getInt()));
      case 't' -> remembered(text(in.getInt()));
      case 'R' -> reference(interned, in.getInt());
      case 'r' -> reference(references, in.getInt());
      case 'u', 'a', 'A' -> text(in.getInt());
      case 'z', 'Z' -> text(in.get() & 0xff);
      case ')' -> new PyTuple(items(in.get() & 0xff));
      case '(', '[', '<', '>' -> new PyTuple(items(in.getInt()));
      case 'c' -> codeFields.read();
      default -> throw new KwsException("no value starts with byte " + (int) type);
    };
  }

  private static Object reference(List<Object> table, int index) {
    if (index < 0 || index >= table.size()) {
      throw new KwsException("a reference to what is not there");
    }
    return table.get(index);
  }

  private String remembered(String text) {
    interned.add(text);
    return text;
  }

  private byte[] bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new KwsException("cut off");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private String text(int length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private String shortText() {
    String digits = text(in.get() & 0xff);
    if (!digits.matches("[-+]?[0-9]{1,20}(\\.[0-9]{0,20})?([eE][-+]?[0-9]{1,4})?")) {
      throw new KwsException("no number: a float");
    }
    return digits;
  }

  private List<Object> items(int count) {
    if (count < 0 || count > in.remaining()) {
      throw new KwsException("cut off");
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read());
    }
    return items;
  }

  /** Integers beyond 32 bits come in digits of 15 bits. */
  private Object longValue() {
    int count = in.getInt();
    if (Math.abs((long) count) > 4) {
      throw new KwsException("an integer beyond 60 bits");
    }
    long value = 0;
    for (int i = 0; i < Math.abs(count); i++) {
      value |= (long) (in.getShort() & 0x7fff) << (15 * i);
    }
    return count < 0 ? -value : value;
  }

  int readInt() {
    return in.getInt();
  }
}
