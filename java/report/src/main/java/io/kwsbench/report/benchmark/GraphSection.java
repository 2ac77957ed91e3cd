package io.kwsbench.report.benchmark;

import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * The graph that ran.
 *
 * @param source its file, or what else it is
 * @param importedFrom the model of another format that it was made of
 * @param frontEnd what computes the features of a model on features
 * @param fileBytes size as a file
 * @param nodes nodes in it
 * @param weightBytes bytes of its constants
 * @param inputs what was fed
 * @param outputs what was fetched
 * @param tensors every node's outputs in run order, with type and shape as far as known
 */
public record GraphSection(
    String source,
    Optional<String> importedFrom,
    Optional<String> frontEnd,
    long fileBytes,
    int nodes,
    long weightBytes,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    List<NodeOutputs> tensors) {
  public GraphSection {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    tensors = List.copyOf(tensors);
  }

  /**
   * A node's outputs.
   *
   * @param name the node
   * @param outputs what is known of them
   */
  public record NodeOutputs(String name, List<TensorSpec> outputs) {
    public NodeOutputs {
      outputs = List.copyOf(outputs);
    }
  }
}
