package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;

/** A {@code TF_Graph} of a frozen graph, with the types and shapes of its tensors. */
final class ImportedGraph implements AutoCloseable {
  private static final Pattern UNKNOWN_OP = Pattern.compile("Op type not registered '([^']*)'");

  private final FrozenGraph source;
  private final TF_Graph handle = TF_NewGraph();

  /**
   * Imports the graph.
   *
   * @throws KwsException when TensorFlow refuses it
   */
  ImportedGraph(FrozenGraph source) {
    this.source = source;
    try {
      importInto(handle, source);
    } catch (RuntimeException e) {
      TF_DeleteGraph(handle);
      throw e;
    }
  }

  private static void importInto(TF_Graph handle, FrozenGraph source) {
    try (NativeScope scope = new NativeScope()) {
      Status status = scope.own(new Status());
      BytePointer bytes = scope.own(new BytePointer(source.toBytes()));
      TF_Buffer buffer = new TF_Buffer().data(bytes).length(bytes.capacity());
      scope.own(buffer);
      TF_ImportGraphDefOptions options =
          scope.own(TF_NewImportGraphDefOptions(), o -> TF_DeleteImportGraphDefOptions(o));
      TF_GraphImportGraphDef(handle, buffer, options, status.handle());
      if (!status.ok()) {
        throw new KwsException(source.source() + ": " + explain(source, status.message()));
      }
    }
  }

  /** TensorFlow names an unknown op but not the node that has it. */
  private static String explain(FrozenGraph source, String message) {
    Matcher unknown = UNKNOWN_OP.matcher(message);
    if (!unknown.find()) {
      return message;
    }
    String op = unknown.group(1);
    return source.nodes().stream()
        .filter(node -> node.op().equals(op))
        .findFirst()
        .map(Node::name)
        .map(
            name ->
                "TensorFlow "
                    + TensorFlowLibrary.version()
                    + " has no op "
                    + op
                    + " (node "
                    + name
                    + ")")
        .orElse(message);
  }

  TF_Graph handle() {
    return handle;
  }

  String source() {
    return source.source();
  }

  /**
   * Points {@code port} at a tensor of the graph.
   *
   * @throws KwsException when there is no such tensor
   */
  void resolve(TensorName name, TF_Output port) {
    try (BytePointer text = new BytePointer(name.node(), StandardCharsets.UTF_8)) {
      TF_Operation operation = TF_GraphOperationByName(handle, text);
      if (operation == null || operation.isNull()) {
        throw new KwsException(source() + ": no node " + name.node());
      }
      int outputs = TF_OperationNumOutputs(operation);
      if (name.index() >= outputs) {
        throw new KwsException(
            source() + ": node " + name.node() + " has " + outputs + " outputs, no " + name);
      }
      port.oper(operation).index(name.index());
    }
  }

  /**
   * The element type of the tensor that {@code port} points at.
   *
   * @throws KwsException when it is none that we handle
   */
  DType dtype(TensorName name, TF_Output port) {
    int number = TF_OperationOutputType(port);
    try {
      return DType.ofNumber(number);
    } catch (IllegalArgumentException e) {
      throw new KwsException(source() + ": tensor " + name + " has element type " + number, e);
    }
  }

  /** The shape that TensorFlow infers for the tensor of {@code port}. */
  Shape shape(TF_Output port) {
    try (Status status = new Status()) {
      int rank = TF_GraphGetTensorNumDims(handle, port, status.handle());
      status.check(source());
      if (rank < 0) {
        return Shape.UNKNOWN;
      }
      long[] dims = new long[rank];
      TF_GraphGetTensorShape(handle, port, dims, rank, status.handle());
      status.check(source());
      return Shape.of(dims);
    }
  }

  @Override
  public void close() {
    TF_DeleteGraph(handle);
  }
}
