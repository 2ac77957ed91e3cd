package io.kwsbench.tensorflow.differential;

import io.kwsbench.graph.GraphBuilder;
import java.util.List;

/**
 * A node of a made-up graph.
 *
 * @param inputs what it reads
 * @param outputs what it makes
 * @param writer adds it to a graph
 */
record Step(List<Value> inputs, List<Value> outputs, Writer writer) {
  Step {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Adds a node. */
  @FunctionalInterface
  interface Writer {
    void write(GraphBuilder graph, String name, String[] inputs);
  }

  String name() {
    return outputs.get(0).name();
  }

  boolean isFeed() {
    return inputs.isEmpty() && !outputs.get(0).fixed();
  }

  void write(GraphBuilder graph) {
    writer.write(graph, name(), inputs.stream().map(Value::name).toArray(String[]::new));
  }

  /** The same with other inputs. */
  Step reading(List<Value> others) {
    return new Step(others, outputs, writer);
  }
}
