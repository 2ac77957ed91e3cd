package io.kwsbench.train;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.OptimizerWeights;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.model.KerasModelConfig;
import io.kwsbench.model.ModelSpec;
import io.kwsbench.model.ModelWeights;
import io.kwsbench.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that training changes: what a checkpoint holds.
 *
 * @param slots the optimizer's averages: all weights' first, then all weights' second; empty before
 *     the first step
 * @param steps steps done
 */
public record TrainingState(ModelWeights weights, List<float[]> slots, long steps) {
  private static final String KERAS_VERSION = "2.1.2";

  public TrainingState {
    slots = List.copyOf(slots);
  }

  /** Before the first step. */
  public static TrainingState initial(ModelSpec model, long seed) {
    return new TrainingState(ModelWeights.initial(model, seed), List.of(), 0);
  }

  /**
   * The state that a checkpoint holds; its optimizer's, if it has any of it.
   *
   * @param steps how many steps it stands for, where the optimizer's state does not tell
   * @throws KwsException when weights or optimizer state do not fit the model
   */
  public static TrainingState from(
      ModelSpec model, Optimizer optimizer, KerasCheckpoint checkpoint, long steps) {
    ModelWeights weights = ModelWeights.from(model, checkpoint);
    if (checkpoint.optimizer().isEmpty()) {
      return new TrainingState(weights, List.of(), steps);
    }
    OptimizerWeights stored = checkpoint.optimizer().get();
    List<WeightSpec> specs = slotSpecs(model, optimizer);
    if (stored.slots().size() != specs.size()) {
      throw new KwsException(
          "the optimizer's state has "
              + stored.slots().size()
              + " arrays, not the "
              + specs.size()
              + " of "
              + optimizer.name());
    }
    List<float[]> slots = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Weight slot = stored.slots().get(i);
      if (!slot.shape().equals(specs.get(i).shape())) {
        throw new KwsException("optimizer state " + slot + " does not fit " + specs.get(i).name());
      }
      slots.add(slot.values());
    }
    return new TrainingState(weights, slots, stored.iterations().orElse(steps));
  }

  /**
   * A checkpoint that Keras 2.1.2 loads, optimizer included.
   *
   * @param features what the model is given, which the checkpoint keeps unless it is raw samples
   */
  public KerasCheckpoint checkpoint(
      Optimizer optimizer, double learningRate, ClipFeatures features) {
    ModelSpec model = weights.model();
    OptionalLong iterations =
        optimizer.storesIterations() ? OptionalLong.of(steps) : OptionalLong.empty();
    return new KerasCheckpoint(
        Optional.of(KERAS_VERSION),
        Optional.of("tensorflow"),
        Optional.of(KerasModelConfig.of(model)),
        Optional.of(TrainingConfig.of(optimizer, learningRate)),
        weights.layers(),
        slots.isEmpty()
            ? Optional.empty()
            : Optional.of(new OptimizerWeights(iterations, slotWeights(model, optimizer))),
        features.equals(ClipFeatures.RAW) ? Optional.empty() : Optional.of(features.toJson()),
        ModelMetadata.NONE,
        List.of());
  }

  private List<Weight> slotWeights(ModelSpec model, Optimizer optimizer) {
    List<WeightSpec> specs = slotSpecs(model, optimizer);
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      String number = i == 0 ? "" : "_" + i;
      String name = "training/" + optimizer.name() + "/Variable" + number + ":0";
      weights.add(new Weight(name, specs.get(i).shape(), slots.get(i)));
    }
    return weights;
  }

  private static List<WeightSpec> slotSpecs(ModelSpec model, Optimizer optimizer) {
    List<WeightSpec> specs = new ArrayList<>();
    for (int slot = 0; slot < optimizer.slots(); slot++) {
      model.weights().stream().filter(WeightSpec::trainable).forEach(specs::add);
    }
    return specs;
  }
}
