package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.Optional;

/** Checks requested inputs against the graph. */
final class KnownTensors {
  private final FrozenGraph graph;

  KnownTensors(FrozenGraph graph) {
    this.graph = graph;
  }

  /**
   * The request with what it leaves out.
   *
   * @throws KwsException when the graph lacks the input, or contradicts the shape or type
   */
  TensorSpec check(InputRequest request) {
    Node node = graph.require(request.name());
    TensorSpec found = find(node, request.name());
    DType dtype = request.dtype().orElse(found.dtype());
    if (dtype != found.dtype()) {
      throw new KwsException(
          where(request.name()) + " is " + found.dtype().label() + ", not " + dtype.label());
    }
    Shape shape = request.shape().orElse(found.shape());
    if (!fits(shape, found.shape()) && !isScalarForOne(shape, found.shape())) {
      throw new KwsException(
          where(request.name()) + " has shape " + found.shape() + ", not " + shape);
    }
    return new TensorSpec(request.name(), dtype, shape);
  }

  private String where(TensorName name) {
    return graph.source() + ": input " + name;
  }

  private TensorSpec find(Node node, TensorName name) {
    Optional<TensorSpec> input =
        graph.inputs().stream().filter(spec -> spec.name().equals(name)).findFirst();
    if (input.isPresent()) {
      return input.get();
    }
    return switch (node.op()) {
      case "DecodeWav" -> decoded(node, name);
      case "Placeholder", "PlaceholderV2", "PlaceholderWithDefault" ->
          new TensorSpec(name, node.typeAttr("dtype").orElse(DType.FLOAT), placeholder(node));
      default -> new TensorSpec(name, node.typeAttr("T").orElse(DType.FLOAT), Shape.UNKNOWN);
    };
  }

  private TensorSpec decoded(Node node, TensorName name) {
    return switch (name.index()) {
      case 0 ->
          new TensorSpec(
              name,
              DType.FLOAT,
              Shape.of(
                  Math.max(-1, node.intAttr("desired_samples", -1)),
                  Math.max(-1, node.intAttr("desired_channels", -1))));
      case 1 -> new TensorSpec(name, DType.INT32, Shape.SCALAR);
      default -> throw new KwsException(where(name) + ": a DecodeWav has outputs 0 and 1 only");
    };
  }

  private static Shape placeholder(Node node) {
    boolean text = node.typeAttr("dtype").filter(t -> t == DType.STRING).isPresent();
    Shape shape = node.shapeAttr("shape");
    // TensorFlow 1 wrote an unknown shape as that of a scalar
    return text ? Shape.SCALAR : shape.equals(Shape.SCALAR) ? Shape.UNKNOWN : shape;
  }

  /** A string input is one scalar here, even if the request has a batch of one. */
  private static boolean isScalarForOne(Shape wanted, Shape known) {
    return known.equals(Shape.SCALAR) && wanted.elements().orElse(-1) == 1;
  }

  private static boolean fits(Shape wanted, Shape known) {
    if (!known.hasRank() || !wanted.hasRank()) {
      return true;
    }
    if (wanted.rank() != known.rank()) {
      return false;
    }
    for (int i = 0; i < known.rank(); i++) {
      if (known.dim(i) >= 0 && wanted.dim(i) >= 0 && known.dim(i) != wanted.dim(i)) {
        return false;
      }
    }
    return true;
  }
}
