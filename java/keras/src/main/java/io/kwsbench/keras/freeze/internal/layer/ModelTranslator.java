package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.keras.model.TensorRef;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Appends the layers of a model that its outputs need, each after its inputs. */
public final class ModelTranslator {
  private record Call(KerasLayer layer, int index) {}

  private final Translation context;
  private final KerasModel model;
  private final Function<KerasLayer, WeightSet> weights;
  private final Map<String, KerasLayer> layers;
  private final Map<Call, List<Value>> done = new HashMap<>();

  /**
   * @param weights the weights of each of the model's layers
   */
  public ModelTranslator(
      Translation context, KerasModel model, Function<KerasLayer, WeightSet> weights) {
    this.context = context;
    this.model = model;
    this.weights = weights;
    this.layers = model.layers().stream().collect(Collectors.toMap(KerasLayer::name, l -> l));
  }

  /**
   * Appends the model's calls.
   *
   * @param inputs one a model input, batch first
   * @return the model's outputs
   * @throws KwsException when a layer is not supported, or the connections make no sense
   */
  public List<Value> translate(List<Value> inputs) {
    if (inputs.size() != model.inputs().size()) {
      throw new KwsException(
          "model '"
              + model.name()
              + "' takes "
              + model.inputs().size()
              + " inputs, not "
              + inputs.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      done.put(callOf(model.inputs().get(i)), List.of(inputs.get(i)));
    }
    return model.outputs().stream().map(this::value).toList();
  }

  /** Depth first with a stack of its own: chains of thousands of layers are no recursion. */
  private Value value(TensorRef wanted) {
    Deque<Call> open = new ArrayDeque<>();
    Set<Call> entered = new HashSet<>();
    open.push(callOf(wanted));
    while (!open.isEmpty()) {
      Call call = open.peek();
      if (done.containsKey(call)) {
        open.pop();
        continue;
      }
      List<Call> missing = missing(call);
      if (missing.isEmpty()) {
        done.put(open.pop(), run(call));
      } else if (entered.add(call)) {
        missing.forEach(open::push);
      } else {
        throw call.layer().config().error("depends on its own output");
      }
    }
    return output(wanted);
  }

  private List<Call> missing(Call call) {
    return call.layer().calls().get(call.index()).stream()
        .map(this::callOf)
        .filter(needed -> !done.containsKey(needed))
        .toList();
  }

  private List<Value> run(Call call) {
    List<Value> inputs = call.layer().calls().get(call.index()).stream().map(this::output).toList();
    return context.call(
        call.layer(), weights.apply(call.layer()), inputs, call.layer().argumentsOf(call.index()));
  }

  private Value output(TensorRef ref) {
    List<Value> outputs = done.get(callOf(ref));
    if (ref.output() < 0 || ref.output() >= outputs.size()) {
      throw new KwsException("layer '" + ref.layer() + "' has no output " + ref.output());
    }
    return outputs.get(ref.output());
  }

  private Call callOf(TensorRef ref) {
    KerasLayer layer = layers.get(ref.layer());
    if (layer == null) {
      throw new KwsException(
          "there is no layer '" + ref.layer() + "', but another takes its output");
    }
    boolean input = layer.className().equals("InputLayer");
    if (ref.call() < 0 || ref.call() >= (input ? 1 : layer.calls().size())) {
      throw new KwsException("layer '" + ref.layer() + "' has no call " + ref.call());
    }
    Call call = new Call(layer, ref.call());
    if (input && !done.containsKey(call) && !isModelInput(ref)) {
      throw new KwsException(
          "layer '" + ref.layer() + "' is an input that the model does not list");
    }
    return call;
  }

  private boolean isModelInput(TensorRef ref) {
    return model.inputs().stream().anyMatch(input -> input.layer().equals(ref.layer()));
  }
}
