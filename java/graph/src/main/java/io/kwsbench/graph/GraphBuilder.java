package io.kwsbench.graph;

import com.google.protobuf.CodedOutputStream;
import io.kwsbench.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.VersionDef;

/**
 * Makes a graph, node by node: the one place that spells TensorFlow's GraphDef. Attributes go to
 * the node that was added last.
 *
 * <pre>{@code
 * FrozenGraph graph =
 *     GraphBuilder.graph().placeholder("x", 1, 4).op("Relu", "y", "x").type("T", DType.FLOAT).build();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class GraphBuilder {
  private final GraphDef.Builder graph = GraphDef.newBuilder();
  private NodeDef.Builder last;

  private GraphBuilder() {}

  public static GraphBuilder graph() {
    return new GraphBuilder();
  }

  /** Says which version of GraphDef the graph is written in; 0 where this is not called. */
  public GraphBuilder producer(int version) {
    graph.setVersions(VersionDef.newBuilder().setProducer(version));
    return this;
  }

  /** Adds a node; an input is a node's name, {@code name:1} for its second output. */
  public GraphBuilder op(String op, String name, String... inputs) {
    return op(op, name, Arrays.asList(inputs));
  }

  /** The same with the inputs in a list. */
  public GraphBuilder op(String op, String name, List<String> inputs) {
    last = graph.addNodeBuilder().setOp(op).setName(name).addAllInput(inputs);
    return this;
  }

  /** The name of the node that was added last. */
  public String name() {
    return last.getName();
  }

  /** A float placeholder of the given dimensions (−1 is unknown). */
  public GraphBuilder placeholder(String name, long... dims) {
    return placeholder(name, DataType.DT_FLOAT, dims);
  }

  /** A placeholder of any type. */
  public GraphBuilder placeholder(String name, DataType type, long... dims) {
    return op("Placeholder", name).type("dtype", type).attrs(Attrs.NONE.shape("shape", dims));
  }

  /** A constant of floats, row-major. */
  public GraphBuilder floats(String name, long[] dims, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, DataType.DT_FLOAT, dims, bytes);
  }

  /** A constant of int32, row-major. */
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

  /** A trained weight: a constant and the Identity that a read variable is frozen to. */
  public GraphBuilder weight(String name, long[] dims, float... values) {
    return floats(name, dims, values).op("Identity", name + "/read", name).type("T", DType.FLOAT);
  }

  /** A constant from its packed bytes, little-endian. */
  public GraphBuilder constant(String name, DataType type, long[] dims, ByteBuffer bytes) {
    return op("Const", name)
        .type("dtype", type)
        .attrs(Attrs.NONE.tensor("value", type, dims, bytes.array()));
  }

  /** Any attributes. */
  public GraphBuilder attrs(Attrs attrs) {
    last.putAllAttr(attrs.asMap());
    return this;
  }

  /** Any attribute. */
  public GraphBuilder attr(String name, AttrValue.Builder value) {
    last.putAttr(name, value.build());
    return this;
  }

  public GraphBuilder attr(String name, long value) {
    return attrs(Attrs.NONE.integer(name, value));
  }

  public GraphBuilder attr(String name, boolean value) {
    return attrs(Attrs.NONE.flag(name, value));
  }

  public GraphBuilder attr(String name, float value) {
    return attrs(Attrs.NONE.real(name, value));
  }

  public GraphBuilder attr(String name, String value) {
    return attrs(Attrs.NONE.text(name, value));
  }

  public GraphBuilder attr(String name, long[] values) {
    return attrs(Attrs.NONE.integers(name, values));
  }

  /** A list of strings. */
  public GraphBuilder attr(String name, List<String> texts) {
    return attrs(Attrs.NONE.texts(name, texts));
  }

  public GraphBuilder type(String name, DataType type) {
    return attr(name, AttrValue.newBuilder().setType(type));
  }

  public GraphBuilder type(String name, DType type) {
    return attrs(Attrs.NONE.type(name, type));
  }

  /** The serialized graph; equal graphs give equal bytes. */
  public byte[] bytes() {
    GraphDef def = graph.build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(def.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization(); // maps have no order of their own: this sorts them
    try {
      def.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array does not fail
    }
    return bytes.toByteArray();
  }

  /** The graph; messages call it {@code graph}. */
  public FrozenGraph build() {
    return build("graph");
  }

  /**
   * The graph.
   *
   * @param source what messages call it
   * @throws io.kwsbench.KwsException when the nodes make no graph
   */
  public FrozenGraph build(String source) {
    return FrozenGraph.parse(bytes(), source);
  }
}
