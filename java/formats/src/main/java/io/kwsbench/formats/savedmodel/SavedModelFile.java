package io.kwsbench.formats.savedmodel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.GraphDef;

/**
 * The content of a {@code saved_model.pb}: its graph for serving, before anything is converted.
 *
 * <p>Field numbers: <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/meta_graph.proto">meta_graph.proto</a>.
 *
 * @param version the version of TensorFlow that wrote it; empty where the file is silent
 * @param operators descriptions of the operators that it uses
 * @param signatures by name
 * @param restore the node that restores its variables; empty without one
 * @param fileName the tensor that gives that node the checkpoint's path
 */
record SavedModelFile(
    String version,
    GraphDef graph,
    List<Message> operators,
    Map<String, Signature> signatures,
    String restore,
    String fileName) {
  private static final String SERVING = "serve";

  /**
   * The inputs and outputs of a signature.
   *
   * @param inputs tensors by the signature's names
   * @param outputs tensors by the signature's names
   */
  record Signature(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

  /**
   * A tensor of the graph.
   *
   * @param dims −1 where a dimension is open
   * @param ranked whether the number of dimensions is known
   */
  record Tensor(String name, int type, long[] dims, boolean ranked) {}

  /**
   * Reads a file.
   *
   * @throws KwsException when the bytes are no SavedModel, or one without a graph for serving
   */
  static SavedModelFile parse(ByteString bytes) {
    Message meta = serving(outermost(bytes).messages(2));
    Message info = meta.message(1).orElse(EMPTY);
    Message saver = meta.message(3).orElse(EMPTY);
    Map<String, Signature> signatures = new TreeMap<>();
    for (Message entry : meta.messages(5)) {
      Message signature = entry.message(2).orElse(EMPTY);
      signatures.put(entry.text(1), new Signature(tensors(signature, 1), tensors(signature, 2)));
    }
    return new SavedModelFile(
        info.text(5),
        graph(meta),
        info.message(2).orElse(EMPTY).messages(1),
        signatures,
        saver.text(3),
        saver.text(1));
  }

  private static final Message EMPTY = Message.parse(ByteString.EMPTY);

  private static Message outermost(ByteString bytes) {
    try {
      return Message.parse(bytes);
    } catch (KwsException e) {
      throw new KwsException("not a SavedModel, or a truncated one", e);
    }
  }

  private static Message serving(List<Message> graphs) {
    List<String> tags = new ArrayList<>();
    for (Message graph : graphs) {
      List<String> own = graph.message(1).orElse(EMPTY).texts(4);
      if (own.contains(SERVING) || graphs.size() == 1) {
        return graph;
      }
      tags.addAll(own);
    }
    throw new KwsException(
        graphs.isEmpty()
            ? "not a SavedModel: it holds no graph"
            : "none of its graphs is for serving; they are for " + String.join(", ", tags));
  }

  private static GraphDef graph(Message meta) {
    List<ByteString> graphs = meta.bytes(2);
    if (graphs.isEmpty()) {
      throw new KwsException("not a SavedModel: it holds no graph");
    }
    try {
      return GraphDef.parseFrom(graphs.get(graphs.size() - 1));
    } catch (InvalidProtocolBufferException e) {
      throw new KwsException("damaged: its graph cannot be read", e);
    }
  }

  private static Map<String, Tensor> tensors(Message signature, int field) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Message entry : signature.messages(field)) {
      Message tensor = entry.message(2).orElse(EMPTY);
      if (tensor.text(1).isEmpty()) {
        throw new KwsException(
            "the signature's "
                + entry.text(1)
                + " is no plain tensor (sparse, or of several parts)");
      }
      Message shape = tensor.message(3).orElse(EMPTY);
      long[] dims = shape.messages(2).stream().mapToLong(dim -> dim.integer(1)).toArray();
      boolean ranked = tensor.has(3) && shape.integer(3) == 0;
      tensors.put(entry.text(1), new Tensor(tensor.text(1), (int) tensor.integer(2), dims, ranked));
    }
    return tensors;
  }

  /**
   * The signature of that name.
   *
   * @param name empty for TensorFlow's own choice, {@code serving_default}, or for the only one
   * @throws KwsException when there is none, naming those that there are
   */
  Signature signature(String name) {
    List<String> names =
        signatures.keySet().stream().filter(one -> !one.startsWith("__saved_model")).toList();
    String wanted =
        name.isEmpty() && names.size() == 1 && !names.contains(DEFAULT)
            ? names.get(0)
            : name.isEmpty() ? DEFAULT : name;
    Signature found = signatures.get(wanted);
    if (found == null) {
      throw new KwsException(
          names.isEmpty()
              ? "it has no signature: export it with one"
              : "it has no signature " + wanted + ", but " + String.join(", ", names));
    }
    return found;
  }

  private static final String DEFAULT = "serving_default";
}
