package io.kwsbench.rewrite.ir;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.DataType;

/** Spells a graph as a GraphDef; equal graphs give equal bytes. */
public final class GraphDefWriter {
  /** The producer version of TensorFlow 1.4, which later versions read. */
  private static final int PRODUCER = 24;

  private GraphDefWriter() {}

  /**
   * @param metadata what the output's node is to say about the model
   */
  public static byte[] write(IrGraph graph, ModelMetadata metadata) {
    GraphBuilder def = GraphBuilder.graph().producer(PRODUCER);
    for (IrNode node : graph.nodes()) {
      if (node.constant() == null) {
        def.op(node.op(), node.name(), node.inputs().stream().map(Value::reference).toList());
        def.attrs(node.attrs());
      } else {
        constant(def, node.name(), node.constant());
      }
      if (node.equals(graph.output().node())) {
        def.attrs(MetadataAttributes.of(metadata));
      }
    }
    return def.bytes();
  }

  private static void constant(GraphBuilder def, String name, Literal constant) {
    long[] dims = constant.shape().dims();
    if (constant.dtype() == DType.FLOAT) {
      def.floats(name, dims, constant.toFloats());
    } else if (constant.dtype() == DType.BOOL) {
      byte[] bytes = new byte[constant.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) constant.integer(i);
      }
      def.constant(name, DataType.DT_BOOL, dims, ByteBuffer.wrap(bytes));
    } else if (constant.dtype() == DType.INT64) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * constant.size()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(constant.toLongs());
      def.constant(name, DataType.DT_INT64, dims, bytes);
    } else {
      def.ints(name, dims, constant.toInts());
    }
  }
}
