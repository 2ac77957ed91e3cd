package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;

/** A model's output as the probabilities of a frozen graph. */
final class ModelOutput {
  private ModelOutput() {}

  /**
   * The model's output as a vector, with a softmax or a mapping to fewer classes where the options
   * request them.
   *
   * @param layer the layer that ends the model, for messages
   * @throws KwsException when it has another number of classes, or its numbers are not proved to be
   *     probabilities and nobody says what to do with them
   */
  static Value append(IrBuilder graph, Value output, String layer, FreezeOptions.Ending ending) {
    ending.mapping().ifPresent(mapping -> mapping.requireClasses(output.size()));
    Value probabilities = probabilities(graph, output, layer, ending.softmax());
    if (ending.mapping().isEmpty()) {
      return probabilities;
    }
    Value all = graph.arrays().reshape(probabilities, -1);
    Value mapped = graph.in("classes", () -> ending.mapping().get().append(graph, all));
    return graph.in("classes", () -> softmax(graph, mapped));
  }

  private static Value probabilities(
      IrBuilder graph, Value output, String layer, SoftmaxChoice choice) {
    if (choice == SoftmaxChoice.NONE) {
      return output;
    }
    boolean proved = Probabilities.areProved(output);
    if (choice == SoftmaxChoice.ADD) {
      if (proved) {
        throw new KwsException(new FreezeReason.SecondSoftmax(layer));
      }
      return graph.in("softmax", () -> softmax(graph, output));
    }
    if (!proved) {
      throw new KwsException(new FreezeReason.NoProbabilities(layer));
    }
    return output;
  }

  private static Value softmax(IrBuilder graph, Value classes) {
    return graph.math().softmaxRows(graph.arrays().reshape(classes, 1, -1));
  }
}
