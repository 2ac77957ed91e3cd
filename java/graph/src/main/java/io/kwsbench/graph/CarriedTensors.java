package io.kwsbench.graph;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the states of a graph, which its output's node names, and checks them. */
final class CarriedTensors {
  private static final Set<DType> TYPES = Set.of(DType.FLOAT, DType.INT32);

  private final Map<String, Node> nodes;
  private final String source;

  private CarriedTensors(Map<String, Node> nodes, String source) {
    this.nodes = nodes;
    this.source = source;
  }

  /**
   * @throws KwsException when a state is no input of known shape, or two states share one; the
   *     message has the source
   */
  static List<FrozenGraph.State> of(Map<String, Node> nodes, String source) {
    return new CarriedTensors(nodes, source).find(nodes.values());
  }

  private List<FrozenGraph.State> find(Collection<Node> all) {
    List<FrozenGraph.State> states = new ArrayList<>();
    Set<String> ends = new HashSet<>();
    for (Node node : all) {
      if (node.hasAttr(MetadataAttributes.attribute(ModelMetadata.STATE))) {
        ModelMetadata metadata = MetadataAttributes.of(node, source + ": node " + node.name());
        for (CarriedTensor carried : CarriedTensor.read(metadata)) {
          FrozenGraph.State state = state(carried);
          if (!ends.add(carried.input()) | !ends.add(carried.output())) {
            throw bad(carried, "is listed twice");
          }
          states.add(state);
        }
      }
    }
    return List.copyOf(states);
  }

  private FrozenGraph.State state(CarriedTensor carried) {
    TensorName input = name(carried, carried.input());
    TensorName output = name(carried, carried.output());
    Node placeholder = nodes.get(input.node());
    if (placeholder == null || !placeholder.op().equals("Placeholder") || input.index() != 0) {
      throw bad(carried, "is no placeholder");
    }
    if (!nodes.containsKey(output.node())) {
      throw bad(carried, "continues as " + output + ", which the graph lacks");
    }
    Shape shape = placeholder.shapeAttr("shape");
    Optional<DType> type = placeholder.typeAttr("dtype").filter(TYPES::contains);
    if (!shape.isStatic() || type.isEmpty()) {
      throw bad(carried, "has no known shape, or is neither float nor int32");
    }
    long elements = shape.elements().orElse(0);
    if (carried.initial().size() != 1 && carried.initial().size() != elements) {
      throw bad(carried, "has " + carried.initial().size() + " values for " + elements);
    }
    return new FrozenGraph.State(new TensorSpec(input, type.get(), shape), output, carried);
  }

  private TensorName name(CarriedTensor carried, String text) {
    try {
      return TensorName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new KwsException(bad(carried, "has a bad name").getMessage(), e);
    }
  }

  private KwsException bad(CarriedTensor carried, String what) {
    return new KwsException(source + ": its state " + carried.input() + " " + what);
  }
}
