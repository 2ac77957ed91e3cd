package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a model.
 *
 * @param name unique in its model
 * @param className Keras's class, {@code Conv1D}
 * @param config its settings
 * @param nested the model that this layer is, for the classes Model, Functional and Sequential
 * @param calls the inputs of each call; several for a shared layer
 */
public record KerasLayer(
    String name,
    String className,
    LayerConfig config,
    Optional<KerasModel> nested,
    List<List<TensorRef>> calls) {
  public KerasLayer {
    calls = calls.stream().map(List::copyOf).toList();
  }

  /**
   * The layer that this wrapper holds: {@code layer} of Bidirectional and TimeDistributed.
   *
   * @throws io.kwsbench.KwsException when there is none
   */
  public KerasLayer wrapped(String key) {
    return ModelConfigReader.wrapped(config, key);
  }

  /** The same recurrent layer reading the other way. */
  public KerasLayer turnedAround() {
    boolean backwards = config.flag("go_backwards", false);
    return new KerasLayer(
        name + "_backward",
        className,
        config.with("go_backwards", BooleanNode.valueOf(!backwards)),
        nested,
        calls);
  }

  /** Returns whether training would change its weights; decides their order in a nested model. */
  public boolean trainable() {
    return config.flag("trainable", true);
  }
}
