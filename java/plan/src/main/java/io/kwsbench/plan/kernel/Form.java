package io.kwsbench.plan.kernel;

import io.kwsbench.natives.Numbered;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The form of a value in a plan file. Buffers are little-endian. */
interface Form {
  /** Bytes that it takes, always the same. */
  int bytes();

  void write(Object value, ByteBuffer to);

  /**
   * @throws IllegalArgumentException when the bytes are none of its values
   */
  Object read(ByteBuffer from);

  /** The form of a record's component. */
  static Form of(RecordComponent component) {
    Length length = component.getAnnotation(Length.class);
    if (length == null) {
      return of(component.getType());
    }
    var list = (ParameterizedType) component.getGenericType();
    return new Repeated(of((Class<?>) list.getActualTypeArguments()[0]), length.value());
  }

  private static Form of(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return Scalar.INT;
    }
    if (type == long.class || type == Long.class) {
      return Scalar.LONG;
    }
    if (type == float.class) {
      return Scalar.FLOAT;
    }
    if (type == boolean.class) {
      return Scalar.FLAG;
    }
    return type.isEnum()
        ? new Coded(type.asSubclass(Numbered.class))
        : RecordLayout.of(type.asSubclass(Record.class));
  }

  /** Numbers and truth values. */
  enum Scalar implements Form {
    INT(Integer.BYTES),
    LONG(Long.BYTES),
    FLOAT(Float.BYTES),
    FLAG(Integer.BYTES);

    private final int bytes;

    Scalar(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public int bytes() {
      return bytes;
    }

    @Override
    public void write(Object value, ByteBuffer to) {
      switch (this) {
        case INT -> to.putInt((Integer) value);
        case LONG -> to.putLong((Long) value);
        case FLOAT -> to.putFloat((Float) value);
        case FLAG -> to.putInt((Boolean) value ? 1 : 0);
      }
    }

    @Override
    public Object read(ByteBuffer from) {
      return switch (this) {
        case INT -> from.getInt();
        case LONG -> from.getLong();
        case FLOAT -> from.getFloat();
        case FLAG -> from.getInt() != 0;
      };
    }
  }

  /**
   * The number of an enum's constant.
   *
   * @param type the enum
   */
  record Coded(Class<? extends Numbered> type) implements Form {
    @Override
    public int bytes() {
      return Integer.BYTES;
    }

    @Override
    public void write(Object value, ByteBuffer to) {
      to.putInt(((Numbered) value).number());
    }

    @Override
    public Object read(ByteBuffer from) {
      return Numbers.of(type, from.getInt());
    }
  }

  /** A list of fixed length. */
  record Repeated(Form element, int length) implements Form {
    @Override
    public int bytes() {
      return element.bytes() * length;
    }

    @Override
    public void write(Object value, ByteBuffer to) {
      List<?> list = (List<?>) value;
      if (list.size() != length) {
        throw new IllegalArgumentException(list.size() + " elements instead of " + length);
      }
      list.forEach(each -> element.write(each, to));
    }

    @Override
    public Object read(ByteBuffer from) {
      List<Object> list = new ArrayList<>(length);
      for (int i = 0; i < length; i++) {
        list.add(element.read(from));
      }
      return list;
    }
  }
}
