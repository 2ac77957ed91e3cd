package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** The attributes of a node, by name, as a GraphDef spells them. Immutable. */
public final class Attrs {
  public static final Attrs NONE = new Attrs(Map.of());

  private final Map<String, AttrValue> values;

  private Attrs(Map<String, AttrValue> values) {
    this.values = values;
  }

  /** {@code T} alone, which is all that most operations carry. */
  public static Attrs ofType(DType type) {
    return NONE.type("T", type);
  }

  /** Those of a node. */
  public static Attrs of(Map<String, AttrValue> values) {
    return new Attrs(new TreeMap<>(values));
  }

  private Attrs with(String name, AttrValue.Builder value) {
    Map<String, AttrValue> next = new TreeMap<>(values);
    next.put(name, value.build());
    return new Attrs(next);
  }

  public Attrs type(String name, DType type) {
    return with(name, AttrValue.newBuilder().setType(DataType.forNumber(type.number())));
  }

  public Attrs text(String name, String value) {
    return with(name, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)));
  }

  public Attrs flag(String name, boolean value) {
    return with(name, AttrValue.newBuilder().setB(value));
  }

  public Attrs integer(String name, long value) {
    return with(name, AttrValue.newBuilder().setI(value));
  }

  public Attrs real(String name, float value) {
    return with(name, AttrValue.newBuilder().setF(value));
  }

  public Attrs integers(String name, int... items) {
    return integers(name, Arrays.stream(items).asLongStream().toArray());
  }

  public Attrs integers(String name, long[] items) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    Arrays.stream(items).forEach(list::addI);
    return with(name, AttrValue.newBuilder().setList(list));
  }

  public Attrs texts(String name, List<String> items) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    items.forEach(item -> list.addS(ByteString.copyFromUtf8(item)));
    return with(name, AttrValue.newBuilder().setList(list));
  }

  /** A shape; −1 is an unknown dimension. */
  public Attrs shape(String name, long... dims) {
    return with(name, AttrValue.newBuilder().setShape(shape(dims)));
  }

  /** A tensor from its packed bytes, little-endian and row-major. */
  public Attrs tensor(String name, DataType type, long[] dims, byte[] bytes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(shape(dims))
            .setTensorContent(ByteString.copyFrom(bytes));
    return with(name, AttrValue.newBuilder().setTensor(tensor));
  }

  private static TensorShapeProto.Builder shape(long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(dims).forEach(dim -> shape.addDimBuilder().setSize(dim));
    return shape;
  }

  /** The text of an attribute that is known to be there. */
  public String text(String name) {
    return values.get(name).getS().toStringUtf8();
  }

  /** The text of an attribute, or another where it is absent. */
  public String textOr(String name, String absent) {
    return values.containsKey(name) ? text(name) : absent;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The list of integers of an attribute that is known to be there. */
  public int[] integers(String name) {
    return values.get(name).getList().getIList().stream().mapToInt(Long::intValue).toArray();
  }

  /** An integer, 0 where it is absent. */
  public long integer(String name) {
    return values.containsKey(name) ? values.get(name).getI() : 0;
  }

  /** A flag, false where it is absent. */
  public boolean flag(String name) {
    return values.containsKey(name) && values.get(name).getB();
  }

  /** All of them, sorted by name. */
  public Map<String, AttrValue> asMap() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attrs that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
