package io.kwsbench.rewrite;

import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.Inference;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Computes what depends on constants alone: batch norm's scales, reshaped kernels, the parts of
 * grouped ones. What an operation computes the graph's own inference knows.
 */
final class ConstantFolding extends Rewrite {
  /** Largest folded result in elements; the graph would grow with larger ones. */
  private static final int MAX_FOLDED = 1 << 20;

  private static final Set<String> FOLDED =
      Set.of(
          "Rsqrt", "Sqrt", "Neg", "Square", "Exp", "Add", "AddV2", "Sub", "Mul", "RealDiv",
          "Maximum", "Minimum", "Split");

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (inputs.isEmpty()
        || !inputs.stream().allMatch(Value::isConstant)
        || node.output(0).type() != DType.FLOAT) {
      return null;
    }
    if (Views.VIEWS.contains(node.op())) {
      Literal same = inputs.get(0).node().constant();
      return List.of(graph().constant("folded", same.reshaped(node.output(0).shape())));
    }
    boolean folded = FOLDED.contains(node.op()) && node.output(0).size() <= MAX_FOLDED;
    return folded ? computed(node, inputs).orElse(null) : null;
  }

  private Optional<List<Value>> computed(IrNode node, List<Value> inputs) {
    List<TensorName> names = inputs.stream().map(i -> TensorName.parse(i.reference())).toList();
    Node plain = new Node(node.name(), node.op(), names, List.of(), node.attrs().asMap());
    List<TensorInfo> known = inputs.stream().map(i -> TensorInfo.of(i.node().constant())).toList();
    String name = node.op().equals("Split") ? "part" : "folded";
    List<Value> values = new ArrayList<>();
    for (TensorInfo output : new Inference().infer(plain, known)) {
      if (output.value().isEmpty()) {
        return Optional.empty();
      }
      int[] shape = node.output(values.size()).shape();
      values.add(graph().constant(name, output.value().get().reshaped(shape)));
    }
    return Optional.of(values);
  }
}
