package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Builds small graphs for tests, node by node; attributes go to the node added last. */
public final class GraphBuilder {
  private final GraphDef.Builder graph = GraphDef.newBuilder();
  private NodeDef.Builder last;

  private GraphBuilder() {}

  public static GraphBuilder graph() {
    return new GraphBuilder();
  }

  public GraphBuilder op(String op, String name, String... inputs) {
    last = graph.addNodeBuilder().setOp(op).setName(name).addAllInput(Arrays.asList(inputs));
    return this;
  }

  /** A float placeholder of the given dimensions (−1 is unknown). */
  public GraphBuilder placeholder(String name, long... dims) {
    return placeholder(name, DataType.DT_FLOAT, dims);
  }

  /** A placeholder of any type. */
  public GraphBuilder placeholder(String name, DataType type, long... dims) {
    op("Placeholder", name).type("dtype", type);
    return attr("shape", AttrValue.newBuilder().setShape(shape(dims)));
  }

  public GraphBuilder floats(String name, long[] dims, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, DataType.DT_FLOAT, dims, bytes);
  }

  public GraphBuilder ints(String name, long[] dims, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return constant(name, DataType.DT_INT32, dims, bytes);
  }

  /** An int32 vector. */
  public GraphBuilder vector(String name, int... values) {
    return ints(name, new long[] {values.length}, values);
  }

  /** An int32 scalar. */
  public GraphBuilder scalar(String name, int value) {
    return ints(name, new long[0], value);
  }

  /** A constant from its packed bytes. */
  public GraphBuilder constant(String name, DataType type, long[] dims, ByteBuffer bytes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(shape(dims))
            .setTensorContent(ByteString.copyFrom(bytes.array()));
    return op("Const", name)
        .type("dtype", type)
        .attr("value", AttrValue.newBuilder().setTensor(tensor));
  }

  public GraphBuilder attr(String name, AttrValue.Builder value) {
    last.putAttr(name, value.build());
    return this;
  }

  public GraphBuilder attr(String name, long value) {
    return attr(name, AttrValue.newBuilder().setI(value));
  }

  public GraphBuilder attr(String name, boolean value) {
    return attr(name, AttrValue.newBuilder().setB(value));
  }

  public GraphBuilder attr(String name, float value) {
    return attr(name, AttrValue.newBuilder().setF(value));
  }

  public GraphBuilder attr(String name, String value) {
    return attr(name, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)));
  }

  public GraphBuilder attr(String name, long[] values) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    Arrays.stream(values).forEach(list::addI);
    return attr(name, AttrValue.newBuilder().setList(list));
  }

  /** A list of strings. */
  public GraphBuilder attr(String name, List<String> texts) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    texts.forEach(text -> list.addS(ByteString.copyFromUtf8(text)));
    return attr(name, AttrValue.newBuilder().setList(list));
  }

  public GraphBuilder type(String name, DataType type) {
    return attr(name, AttrValue.newBuilder().setType(type));
  }

  private static TensorShapeProto.Builder shape(long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(dims).forEach(d -> shape.addDimBuilder().setSize(d));
    return shape;
  }

  public byte[] bytes() {
    return graph.build().toByteArray();
  }

  public FrozenGraph build() {
    return FrozenGraph.parse(bytes(), "test");
  }
}
