package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.Map;

/** The tensors of a subgraph, and what they are in the graph. */
final class Tensors {
  private final TfliteModel.Subgraph subgraph;
  private final Constants constants;
  private final Map<Integer, Value> values = new HashMap<>();

  Tensors(TfliteModel.Subgraph subgraph, Constants constants) {
    this.subgraph = subgraph;
    this.constants = constants;
  }

  TfliteTensor tensor(int index) {
    return subgraph.tensor(index);
  }

  String name(int index) {
    return tensor(index).shortName();
  }

  void define(int index, Value value) {
    if (values.put(index, value) != null) {
      throw new KwsException("two operators compute " + name(index));
    }
  }

  Value require(int index) {
    Value value = find(index);
    if (value == null) {
      throw new KwsException("nothing computes its output " + name(index));
    }
    return value;
  }

  /** An operator's input. */
  Value input(int index, String node) {
    Value value = find(index);
    if (value == null) {
      throw new KwsException("node " + node + ": nothing before it computes " + name(index));
    }
    return value;
  }

  private Value find(int index) {
    Value computed = values.get(index);
    return computed != null ? computed : constants.find(tensor(index)).orElse(null);
  }
}
