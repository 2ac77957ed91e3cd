package io.kwsbench.keras.checkpoint;

import java.util.List;
import java.util.OptionalLong;

/**
 * The state of an optimizer.
 *
 * @param iterations the step count, where the optimizer keeps one among its weights (Adam of Keras
 *     2.1 does, RMSprop does not)
 * @param slots everything else, in the order of {@code weight_names}
 */
public record OptimizerWeights(OptionalLong iterations, List<Weight> slots) {
  public OptimizerWeights {
    slots = List.copyOf(slots);
  }
}
