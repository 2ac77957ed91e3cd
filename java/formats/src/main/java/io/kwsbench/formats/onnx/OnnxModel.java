package io.kwsbench.formats.onnx;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The content of an ONNX file, before any operator is converted.
 *
 * <p>Field numbers: <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</a>.
 *
 * @param producer the exporter, such as {@code pytorch}; empty where the file is silent
 * @param opset the version of ONNX's own operators
 * @param inputs what is fed: the graph's inputs without those that have a constant
 * @param outputs what the graph computes
 * @param body its graph
 * @param functions its own operators, by domain and name
 */
record OnnxModel(
    String producer,
    int opset,
    List<Input> inputs,
    List<Output> outputs,
    OnnxBody body,
    Map<String, OnnxFunction> functions) {
  private static final int GRAPH = 7;
  private static final int OPSETS = 8;
  private static final int FUNCTIONS = 25;

  /**
   * An input of the graph.
   *
   * @param type the elements'
   * @param dims −1 where the file leaves a dimension open
   */
  record Input(String name, OnnxElementType type, int[] dims) {}

  /**
   * An output of the graph.
   *
   * @param type the elements'; empty where the file is silent
   */
  record Output(String name, Optional<OnnxElementType> type) {}

  /**
   * Reads the outline of a model.
   *
   * @throws KwsException when the bytes are no ONNX model
   */
  static OnnxModel parse(ByteString bytes) {
    Message model = outermost(bytes);
    Message graph =
        model
            .message(GRAPH)
            .orElseThrow(() -> new KwsException("not an ONNX model: it has no graph"));
    if (graph.has(15)) {
      throw new KwsException("sparse initializers are not read");
    }
    OnnxBody body = OnnxBody.of(graph);
    Set<String> constant = new HashSet<>();
    body.constants().forEach(one -> constant.add(one.name()));
    return new OnnxModel(
        model.text(2),
        opset(model.messages(OPSETS), 0),
        graph.messages(11).stream()
            .filter(input -> !constant.contains(input.text(1)))
            .map(OnnxModel::input)
            .toList(),
        graph.messages(12).stream().map(OnnxModel::output).toList(),
        body,
        OnnxFunction.all(model.messages(FUNCTIONS)));
  }

  private static Output output(Message value) {
    long type =
        value
            .message(2)
            .flatMap(whole -> whole.message(1))
            .map(tensor -> tensor.integer(1))
            .orElse(0L);
    return new Output(
        value.text(1), type == 0 ? Optional.empty() : Optional.of(OnnxElementType.of(type)));
  }

  private static Message outermost(ByteString bytes) {
    try {
      return Message.parse(bytes);
    } catch (KwsException e) {
      throw new KwsException("not an ONNX model, or a truncated one", e);
    }
  }

  /**
   * The version of ONNX's own operators.
   *
   * @param absent what it is where the messages do not say it; 0 where they must
   */
  static int opset(List<Message> sets, int absent) {
    return Math.toIntExact(
        sets.stream()
            .filter(set -> set.text(1).isEmpty() || set.text(1).equals("ai.onnx"))
            .mapToLong(set -> set.integer(2))
            .findFirst()
            .orElseGet(
                () -> {
                  if (absent == 0) {
                    throw new KwsException("it has no opset");
                  }
                  return absent;
                }));
  }

  private static Input input(Message value) {
    Message tensor =
        value
            .message(2)
            .flatMap(type -> type.message(1))
            .orElseThrow(() -> new KwsException("input " + value.text(1) + " is no tensor"));
    Message shape =
        tensor
            .message(2)
            .orElseThrow(() -> new KwsException("input " + value.text(1) + " has no shape"));
    int[] dims =
        shape.messages(1).stream()
            .mapToInt(dim -> dim.has(1) ? Math.toIntExact(dim.integer(1)) : -1)
            .toArray();
    if (Arrays.stream(dims).anyMatch(dim -> dim < -1 || dim == 0)) {
      throw new KwsException("input " + value.text(1) + " has shape " + Arrays.toString(dims));
    }
    return new Input(value.text(1), OnnxElementType.of(tensor.integer(1)), dims);
  }
}
