package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.program.Tensor;
import io.kwsbench.rewrite.SimplifiedGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The constants of zeros that are multiplied as rows: what an unrolled recurrent layer starts from.
 * They are not folded, so that its first cell is spelled as all others are.
 */
final class ZeroStates {
  /** Names of the nodes whose first output some product has as its rows. */
  private final Set<String> rows;

  private ZeroStates(Set<String> rows) {
    this.rows = rows;
  }

  static ZeroStates of(SimplifiedGraph graph) {
    return new ZeroStates(
        graph.nodes().stream()
            .filter(node -> node.op().equals("MatMul") && !node.inputs().isEmpty())
            .map(node -> node.inputs().get(0))
            .filter(rows -> rows.index() == 0)
            .map(TensorName::node)
            .collect(Collectors.toSet()));
  }

  /** Returns whether the first output of a node, a constant, is such a state. */
  boolean contains(Node node, Tensor output) {
    return rows.contains(node.name())
        && output.dtype() == DType.FLOAT
        && output.rank() == 2
        && output.value().filter(ZeroStates::isZeros).isPresent();
  }

  private static boolean isZeros(Literal value) {
    long elements = value.shape().elements().orElseThrow();
    for (int i = 0; i < elements; i++) {
      if (value.real(i) != 0) {
        return false;
      }
    }
    return elements > 0;
  }
}
