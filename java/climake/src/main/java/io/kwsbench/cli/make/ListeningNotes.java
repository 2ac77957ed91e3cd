package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reasons why a model that was written cannot listen, or not as it is.
 *
 * @param feeds its inputs
 * @param output its first
 * @param metadata as it was written
 */
record ListeningNotes(
    FrozenGraph graph, List<TensorSpec> feeds, TensorName output, ModelMetadata metadata) {
  private static final Set<String> SAME_NUMBERS = Set.of("Identity", "Reshape", "Squeeze");

  /**
   * One line each; none where it can.
   *
   * @param written the file
   */
  List<String> lines(String written) {
    Optional<String> features = features(written);
    if (features.isPresent()) {
      return List.of(features.get());
    }
    List<String> lines = new ArrayList<>();
    if (metadata.labels().isEmpty()) {
      lines.add(written + ": does not name its classes, as listening needs: --labels names them");
    }
    logarithms(graph, output, written).ifPresent(lines::add);
    return lines;
  }

  /** A line where an output is a log softmax. */
  static Optional<String> logarithms(FrozenGraph graph, TensorName output, String written) {
    return givesLogarithms(graph, output)
        ? Optional.of(
            written
                + ": its output "
                + output
                + " is a log softmax, not probabilities: listen, predict and pseudo refuse it")
        : Optional.empty();
  }

  private Optional<String> features(String written) {
    try {
      feeds.stream()
          .filter(feed -> feed.dtype() == DType.FLOAT)
          .findFirst()
          .ifPresent(feed -> FeatureInput.refuse(feed, metadata, written));
      return Optional.empty();
    } catch (KwsException e) {
      return Optional.of(e.getMessage() + ": listen, predict and Spotter cannot use it");
    }
  }

  private static boolean givesLogarithms(FrozenGraph graph, TensorName output) {
    Optional<Node> node = graph.node(output.node());
    while (node.isPresent() && SAME_NUMBERS.contains(node.get().op())) {
      node = graph.node(node.get().inputs().get(0).node());
    }
    return node.filter(one -> one.op().equals("LogSoftmax")).isPresent();
  }
}
