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
  private static final Set<String> SHIFTS = Set.of("Add", "AddV2", "BiasAdd");
  private static final Set<String> PRODUCTS = Set.of("MatMul", "BatchMatMulV2", "Conv2D");

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
    improbable(graph, output, written).ifPresent(lines::add);
    return lines;
  }

  /** A line where an output is known to be no probability. */
  static Optional<String> improbable(FrozenGraph graph, TensorName output, String written) {
    return kind(graph, output)
        .map(
            kind ->
                written
                    + ": its output "
                    + output
                    + " is "
                    + kind
                    + ", not probabilities: listen, predict and pseudo refuse it");
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

  private static Optional<String> kind(FrozenGraph graph, TensorName output) {
    Optional<Node> end = computed(graph, output);
    if (end.isPresent() && end.get().op().equals("LogSoftmax")) {
      return Optional.of("a log softmax");
    }
    boolean shifted = end.filter(node -> SHIFTS.contains(node.op())).isPresent();
    boolean sums =
        shifted
            ? end.get().inputs().stream().anyMatch(input -> isProduct(computed(graph, input)))
            : isProduct(end);
    return sums ? Optional.of("a row of logits") : Optional.empty();
  }

  private static boolean isProduct(Optional<Node> node) {
    return node.filter(one -> PRODUCTS.contains(one.op())).isPresent();
  }

  /** The node that computes a tensor's numbers. */
  private static Optional<Node> computed(FrozenGraph graph, TensorName tensor) {
    Optional<Node> node = graph.node(tensor.node());
    while (node.isPresent() && SAME_NUMBERS.contains(node.get().op())) {
      node = graph.node(node.get().inputs().get(0).node());
    }
    return node;
  }
}
