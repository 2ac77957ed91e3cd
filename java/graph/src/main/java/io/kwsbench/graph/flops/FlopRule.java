package io.kwsbench.graph.flops;

import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.Optional;

/** Counts the floating-point operations of one execution of a node. */
@FunctionalInterface
interface FlopRule {
  /**
   * @throws UnknownShape when a shape that it needs is not known
   */
  long count(Call call);

  /** A node with the shapes around it. */
  record Call(Node node, GraphShapes shapes) {
    Shape in(int i) {
      if (i >= node.inputs().size()) {
        throw new UnknownShape();
      }
      Shape shape = shapes.info(node.inputs().get(i)).shape();
      if (!shape.isStatic()) {
        throw new UnknownShape();
      }
      return shape;
    }

    long elementsIn(int i) {
      return in(i).elements().orElseThrow(UnknownShape::new);
    }

    Shape out() {
      Shape shape = shapes.info(new TensorName(node.name(), 0)).shape();
      if (!shape.isStatic()) {
        throw new UnknownShape();
      }
      return shape;
    }

    long elementsOut() {
      return out().elements().orElseThrow(UnknownShape::new);
    }

    Optional<TensorInfo> info(int i) {
      return i < node.inputs().size()
          ? Optional.of(shapes.info(node.inputs().get(i)))
          : Optional.empty();
    }
  }

  /** A shape is not static. */
  final class UnknownShape extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownShape() {
      super("a shape is not known", null, false, false);
    }
  }
}
