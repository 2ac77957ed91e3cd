package io.kwsbench.formats.onnx;

import io.kwsbench.formats.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function of the model's own: an operator that is spelled with others.
 *
 * @param inputs names of its parameters
 * @param outputs names of what it gives
 * @param nodes each after those that it depends on
 * @param defaults attributes that a call may leave out
 * @param opsets messages of the operators' versions
 */
record OnnxFunction(
    List<String> inputs,
    List<String> outputs,
    List<OnnxNode> nodes,
    Map<String, Message> defaults,
    List<Message> opsets) {

  /** The functions of a model, by domain and name. */
  static Map<String, OnnxFunction> all(List<Message> functions) {
    Map<String, OnnxFunction> all = new HashMap<>();
    functions.forEach(
        function -> all.put(key(function.text(10), function.text(1)), OnnxFunction.of(function)));
    return all;
  }

  static String key(String domain, String name) {
    return domain.isEmpty() ? name : domain + "." + name;
  }

  private static OnnxFunction of(Message function) {
    Map<String, Message> defaults = new HashMap<>();
    function.messages(11).forEach(attribute -> defaults.put(attribute.text(1), attribute));
    return new OnnxFunction(
        function.texts(4),
        function.texts(5),
        function.messages(7).stream().map(OnnxNode::of).toList(),
        defaults,
        function.messages(9));
  }

  /** The attributes that its nodes' references stand for in a call. */
  Map<String, Message> attributes(OnnxNode call) {
    Map<String, Message> all = new HashMap<>(defaults);
    all.putAll(call.attributes());
    return all;
  }
}
