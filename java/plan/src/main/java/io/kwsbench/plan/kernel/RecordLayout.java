package io.kwsbench.plan.kernel;

import io.kwsbench.natives.Numbered;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of records in plan files: components without gaps, little-endian, as C lays out a
 * struct of the same members. The declaration of a record is all that says it.
 *
 * <p>A component is an int, a long, a float, a boolean (a number that is 0 or not), an enum whose
 * constants are {@link Numbered}, a record, or a list with a {@link Length}.
 *
 * <pre>{@code
 * byte[] bytes = RecordLayout.of(Softmax.class).toBytes(softmax);
 * Softmax same = RecordLayout.of(Softmax.class).read(ByteBuffer.wrap(bytes), 0);
 * }</pre>
 *
 * @param <R> the record
 */
public final class RecordLayout<R extends Record> implements Form {
  private static final ClassValue<RecordLayout<?>> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordLayout<?> computeValue(Class<?> type) {
          return new RecordLayout<>(type.asSubclass(Record.class));
        }
      };

  private final Constructor<R> constructor;
  private final List<Method> accessors = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();

  private RecordLayout(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      component.getAccessor().setAccessible(true);
      accessors.add(component.getAccessor());
      forms.add(Form.of(component));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  /** The layout of a record. */
  @SuppressWarnings("unchecked") // the layout of a class is kept under that class
  public static <R extends Record> RecordLayout<R> of(Class<R> type) {
    return (RecordLayout<R>) KNOWN.get(type);
  }

  @Override
  public int bytes() {
    return forms.stream().mapToInt(Form::bytes).sum();
  }

  /** The bytes of a record in a file. */
  public byte[] toBytes(R value) {
    ByteBuffer out = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    write(value, out);
    return out.array();
  }

  /**
   * The record at a place.
   *
   * @param at byte of {@code from}
   * @throws IndexOutOfBoundsException when it is not inside
   * @throws IllegalArgumentException when a number is none of its enum, or the record refuses it
   */
  public R read(ByteBuffer from, int at) {
    return read(from.slice(at, bytes()).order(ByteOrder.LITTLE_ENDIAN));
  }

  @Override
  public void write(Object value, ByteBuffer to) {
    for (int i = 0; i < forms.size(); i++) {
      forms.get(i).write(component(accessors.get(i), value), to);
    }
  }

  private static Object component(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be read", e);
    }
  }

  @Override
  public R read(ByteBuffer from) {
    Object[] values = new Object[forms.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = forms.get(i).read(from);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }
}
