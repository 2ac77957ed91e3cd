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
 * @param arguments what else each call has; none for calls of nothing but inputs
 */
public record KerasLayer(
    String name,
    String className,
    LayerConfig config,
    Optional<KerasModel> nested,
    List<List<TensorRef>> calls,
    List<CallArguments> arguments) {
  /** The prefix of the class of an operation of {@code keras.ops}. */
  public static final String OPERATION = "ops.";

  public KerasLayer {
    calls = calls.stream().map(List::copyOf).toList();
    arguments = List.copyOf(arguments);
  }

  /** A layer whose calls have nothing but inputs. */
  public KerasLayer(
      String name,
      String className,
      LayerConfig config,
      Optional<KerasModel> nested,
      List<List<TensorRef>> calls) {
    this(name, className, config, nested, calls, List.of());
  }

  /** Returns whether it is an operation of {@code keras.ops}, outside of any layer. */
  public boolean isOperation() {
    return className.startsWith(OPERATION);
  }

  /** The arguments of one call. */
  public CallArguments argumentsOf(int call) {
    return call < arguments.size() ? arguments.get(call) : CallArguments.NONE;
  }

  /**
   * The layer that this wrapper holds: {@code layer} of Bidirectional and TimeDistributed.
   *
   * @throws io.kwsbench.KwsException when there is none
   */
  public KerasLayer wrapped(String key) {
    return ModelConfigReader.wrapped(config, key);
  }

  /**
   * The layers that this wrapper lists: {@code cells} of StackedRNNCells.
   *
   * @throws io.kwsbench.KwsException when there is no list
   */
  public List<KerasLayer> wrappedList(String key) {
    return ModelConfigReader.wrappedList(config, key);
  }

  /** The same recurrent layer reading the other way. */
  public KerasLayer turnedAround() {
    boolean backwards = config.flag("go_backwards", false);
    return new KerasLayer(
        name + "_backward",
        className,
        config.with("go_backwards", BooleanNode.valueOf(!backwards)),
        nested,
        calls,
        arguments);
  }

  /** Returns whether training would change its weights; decides their order in a nested model. */
  public boolean trainable() {
    return config.flag("trainable", true);
  }
}
