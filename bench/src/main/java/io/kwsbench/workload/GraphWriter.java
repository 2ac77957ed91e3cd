package io.kwsbench.workload;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Appends nodes to a GraphDef, as TensorFlow 1's Python layers spell them. Not thread-safe. */
final class GraphWriter {
  private final GraphDef.Builder graph = GraphDef.newBuilder();

  GraphDef build() {
    return graph.build();
  }

  /** Starts a node; its attributes are set on the builder that is returned. */
  NodeBuilder node(String op, String name, String... inputs) {
    return new NodeBuilder(
        graph.addNodeBuilder().setOp(op).setName(name).addAllInput(Arrays.asList(inputs)));
  }

  /** A float constant; answers its name. */
  String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, DataType.DT_FLOAT, bytes, shape);
  }

  /** An int32 constant; answers its name. */
  String ints(String name, int[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return constant(name, DataType.DT_INT32, bytes, shape);
  }

  /** A trained weight: a constant and the Identity that a read variable is frozen to. */
  String weight(String name, float[] values, long... shape) {
    floats(name, values, shape);
    return node("Identity", name + "/read", name).type("T", DataType.DT_FLOAT).name();
  }

  private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long dim : shape) {
      dims.addDimBuilder().setSize(dim);
    }
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(dims)
            .setTensorContent(ByteString.copyFrom(bytes.rewind()))
            .build();
    NodeBuilder node = node("Const", name).type("dtype", type);
    node.node.putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
    return node.name();
  }

  /** The attributes of one node. */
  static final class NodeBuilder {
    private final NodeDef.Builder node;

    private NodeBuilder(NodeDef.Builder node) {
      this.node = node;
    }

    String name() {
      return node.getName();
    }

    NodeBuilder type(String key, DataType type) {
      node.putAttr(key, AttrValue.newBuilder().setType(type).build());
      return this;
    }

    /** {@code T = float}. */
    NodeBuilder ofFloat() {
      return type("T", DataType.DT_FLOAT);
    }

    NodeBuilder ints(String key, long... values) {
      AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
      Arrays.stream(values).forEach(list::addI);
      node.putAttr(key, AttrValue.newBuilder().setList(list).build());
      return this;
    }

    NodeBuilder number(String key, long value) {
      node.putAttr(key, AttrValue.newBuilder().setI(value).build());
      return this;
    }

    NodeBuilder text(String key, String value) {
      node.putAttr(key, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build());
      return this;
    }

    NodeBuilder flag(String key, boolean value) {
      node.putAttr(key, AttrValue.newBuilder().setB(value).build());
      return this;
    }

    NodeBuilder shape(String key, long... dims) {
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      for (long dim : dims) {
        shape.addDimBuilder().setSize(dim);
      }
      node.putAttr(key, AttrValue.newBuilder().setShape(shape).build());
      return this;
    }

    NodeBuilder scalarShape(String key) {
      node.putAttr(
          key, AttrValue.newBuilder().setShape(TensorShapeProto.getDefaultInstance()).build());
      return this;
    }
  }
}
