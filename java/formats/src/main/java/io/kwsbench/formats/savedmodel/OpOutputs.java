package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;

/**
 * The names of the outputs of operators, which functions refer to. A SavedModel describes the
 * operators that it uses, but not always all of them.
 */
final class OpOutputs {
  private final Map<String, List<Output>> outputs = new HashMap<>(KnownOutputs.several());

  /**
   * @param numberAttr the attribute that counts its tensors; empty without one
   * @param listAttr the attribute with the types of its tensors; empty without one
   */
  record Output(String name, String numberAttr, String listAttr) {
    int size(NodeDef node) {
      if (!numberAttr.isEmpty()) {
        AttrValue number = node.getAttrMap().get(numberAttr);
        return number == null ? 1 : Math.toIntExact(number.getI());
      }
      AttrValue types = listAttr.isEmpty() ? null : node.getAttrMap().get(listAttr);
      return types == null ? 1 : types.getList().getTypeCount();
    }
  }

  /**
   * @param operators the operators' descriptions: OpDef messages
   * @param functions the model's own, which can be called by name
   */
  OpOutputs(List<Message> operators, List<FunctionDef> functions) {
    for (Message operator : operators) {
      List<Output> all =
          operator.messages(3).stream()
              .map(output -> new Output(output.text(1), output.text(5), output.text(6)))
              .toList();
      outputs.put(operator.text(1), all);
    }
    for (FunctionDef function : functions) {
      List<Output> all =
          function.getSignature().getOutputArgList().stream()
              .map(output -> new Output(output.getName(), "", ""))
              .toList();
      outputs.put(function.getSignature().getName(), all);
    }
  }

  /** The number of the first tensor of a node's output. */
  int first(NodeDef node, String output) {
    List<Output> all = outputs.get(node.getOp());
    if (all == null && KnownOutputs.isOnly(output)) {
      return 0;
    }
    if (all == null) {
      throw new KwsException(
          "node " + node.getName() + ": the model does not describe operator " + node.getOp());
    }
    int first = 0;
    for (Output one : all) {
      if (one.name().equals(output)) {
        return first;
      }
      first = Math.addExact(first, one.size(node));
    }
    throw new KwsException(
        "node " + node.getName() + ": operator " + node.getOp() + " has no output " + output);
  }
}
