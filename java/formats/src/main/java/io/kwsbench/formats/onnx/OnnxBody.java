package io.kwsbench.formats.onnx;

import io.kwsbench.formats.protobuf.Message;
import java.util.List;

/**
 * A graph of ONNX: that of a model, or one inside a node.
 *
 * @param inputs names of what it is given
 * @param outputs names of what it gives
 * @param constants its initializers
 * @param nodes each after those that it depends on
 */
record OnnxBody(
    List<String> inputs, List<String> outputs, List<Constant> constants, List<OnnxNode> nodes) {
  /** An initializer: a TensorProto that is read when the graph is built. */
  record Constant(String name, Message tensor) {}

  static OnnxBody of(Message graph) {
    return new OnnxBody(
        graph.messages(11).stream().map(input -> input.text(1)).toList(),
        graph.messages(12).stream().map(output -> output.text(1)).toList(),
        graph.messages(5).stream().map(tensor -> new Constant(tensor.text(8), tensor)).toList(),
        graph.messages(1).stream().map(OnnxNode::of).toList());
  }
}
