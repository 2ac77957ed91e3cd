package io.kwsbench.freeze;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.kwsbench.freeze.ir.Constant;
import io.kwsbench.freeze.ir.IrGraph;
import io.kwsbench.freeze.ir.IrNode;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.graph.ModelMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/** Spells a graph as a GraphDef; equal graphs give equal bytes. */
final class GraphDefWriter {
  /** What TensorFlow 1.4 writes; later ones read it. */
  private static final int PRODUCER = 24;

  private GraphDefWriter() {}

  /**
   * @param metadata what the output's node is to say about the model
   */
  static byte[] write(IrGraph graph, ModelMetadata metadata) {
    GraphDef.Builder def = GraphDef.newBuilder();
    def.setVersions(VersionDef.newBuilder().setProducer(PRODUCER));
    for (IrNode node : graph.nodes()) {
      NodeDef.Builder written = node(node);
      if (node.equals(graph.output().node())) {
        written.putAllAttr(MetadataAttributes.of(metadata));
      }
      def.addNode(written);
    }
    return bytes(def.build());
  }

  private static NodeDef.Builder node(IrNode node) {
    NodeDef.Builder def = NodeDef.newBuilder().setName(node.name()).setOp(node.op());
    node.inputs().forEach(input -> def.addInput(input.reference()));
    def.putAllAttr(node.attrs().asMap());
    if (node.constant() != null) {
      def.putAttr("value", AttrValue.newBuilder().setTensor(tensor(node.constant())).build());
    }
    return def;
  }

  private static TensorProto tensor(Constant constant) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int dim : constant.shape()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dim));
    }
    return TensorProto.newBuilder()
        .setDtype(DataType.forNumber(constant.type().number()))
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(content(constant)))
        .build();
  }

  private static byte[] content(Constant constant) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * constant.size()).order(ByteOrder.LITTLE_ENDIAN);
    if (constant.type() == DType.FLOAT) {
      buffer.asFloatBuffer().put(constant.floats());
    } else {
      buffer.asIntBuffer().put(constant.ints());
    }
    return buffer.array();
  }

  /** Maps have no order of their own: the deterministic mode sorts them. */
  private static byte[] bytes(GraphDef def) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(def.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      def.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array does not fail
    }
    return bytes.toByteArray();
  }
}
