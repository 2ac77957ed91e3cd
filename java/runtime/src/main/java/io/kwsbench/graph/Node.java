package io.kwsbench.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;

/**
 * One operation of a frozen graph.
 *
 * @param name unique in the graph
 * @param op TensorFlow's op type, such as {@code Conv2D}
 * @param inputs the data inputs, in order
 * @param controlInputs names of nodes that must run before this one
 * @param attrs attributes by name, as the graph holds them
 */
public record Node(
    String name,
    String op,
    List<TensorName> inputs,
    List<String> controlInputs,
    Map<String, AttrValue> attrs) {
  public Node {
    inputs = List.copyOf(inputs);
    controlInputs = List.copyOf(controlInputs);
    attrs = Map.copyOf(attrs);
  }
}
