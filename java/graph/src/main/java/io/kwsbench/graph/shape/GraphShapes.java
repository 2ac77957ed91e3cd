package io.kwsbench.graph.shape;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shapes, element types and constants of all tensors of a graph, as far as they are known when
 * certain tensors are fed.
 *
 * <pre>{@code
 * GraphShapes shapes = GraphShapes.of(graph, graph.inputs());
 * shapes.spec(TensorName.parse("labels_softmax:0")); // labels_softmax:0 float[1,12]
 * }</pre>
 *
 * <p>Immutable and thread-safe. A node that its op's rule refuses, or whose op is not known, leaves
 * its outputs unknown: what runs the graph will say what is wrong with it.
 */
public final class GraphShapes {
  private static final Logger LOG = LoggerFactory.getLogger(GraphShapes.class);

  private final FrozenGraph graph;
  private final Map<TensorName, TensorInfo> tensors;

  private GraphShapes(FrozenGraph graph, Map<TensorName, TensorInfo> tensors) {
    this.graph = graph;
    this.tensors = tensors;
  }

  /** With the graph's own {@linkplain FrozenGraph#inputs() inputs} fed. */
  public static GraphShapes of(FrozenGraph graph) {
    return of(graph, graph.inputs());
  }

  /**
   * With the given tensors fed.
   *
   * @param feeds tensors of the graph and the shapes they are fed with
   * @throws KwsException when a feed is not in the graph, or a constant contradicts itself
   */
  public static GraphShapes of(FrozenGraph graph, List<TensorSpec> feeds) {
    Map<TensorName, TensorInfo> fed = new HashMap<>();
    for (TensorSpec feed : feeds) {
      graph.require(feed.name());
      fed.put(feed.name(), TensorInfo.of(feed.dtype(), feed.shape()));
    }
    Inference inference = new Inference();
    Set<TensorName> wanted = new HashSet<>();
    graph.nodes().forEach(node -> wanted.addAll(node.inputs()));
    Map<TensorName, TensorInfo> tensors = new HashMap<>(fed);
    for (Node node : graph.nodes()) {
      List<TensorInfo> outputs = infer(graph, inference, node, tensors);
      for (int i = 0; i < outputs.size(); i++) {
        TensorName name = new TensorName(node.name(), i);
        if (i == 0 || wanted.contains(name)) {
          tensors.put(name, fed.getOrDefault(name, outputs.get(i)));
        }
      }
    }
    return new GraphShapes(graph, Map.copyOf(tensors));
  }

  private static List<TensorInfo> infer(
      FrozenGraph graph, Inference inference, Node node, Map<TensorName, TensorInfo> tensors) {
    if (node.op().equals("Const")) {
      return graph.constant(node).map(TensorInfo::of).map(List::of).orElse(List.of());
    }
    List<TensorInfo> inputs = new ArrayList<>();
    for (TensorName input : node.inputs()) {
      boolean backEdge = node.op().equals("Merge") && !tensors.containsKey(input);
      if (!backEdge) {
        inputs.add(tensors.getOrDefault(input, TensorInfo.UNKNOWN));
      }
    }
    try {
      return inference.infer(node, inputs);
    } catch (KwsException e) {
      LOG.debug("{}: {}", graph.source(), e.getMessage());
      return List.of();
    }
  }

  /** The known type, shape and value of a tensor. */
  public TensorInfo info(TensorName name) {
    return tensors.getOrDefault(name, TensorInfo.UNKNOWN);
  }

  /** Type and shape of a tensor; empty when its type is not known. */
  public Optional<TensorSpec> spec(TensorName name) {
    TensorInfo info = info(name);
    return info.dtype().map(dtype -> new TensorSpec(name, dtype, info.shape()));
  }

  /**
   * Type and shape of the graph's {@linkplain FrozenGraph#outputs() outputs}; a type that is not
   * known is taken for float.
   */
  public List<TensorSpec> outputs() {
    return graph.outputs().stream().map(name -> spec(name).orElseGet(() -> floats(name))).toList();
  }

  private TensorSpec floats(TensorName name) {
    return new TensorSpec(name, DType.FLOAT, info(name).shape());
  }
}
