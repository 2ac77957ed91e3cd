package io.kwsbench.keras.checkpoint;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The content of a Keras checkpoint.
 *
 * <pre>{@code
 * KerasCheckpoint checkpoint = KerasCheckpoint.read(Path.of("ep-008.hdf5"));
 * checkpoint.layer("conv1d_1").orElseThrow().weights().get(0).shape();   // [3,40,128]
 * }</pre>
 *
 * <p>Immutable, but for the weights' arrays, which are shared.
 *
 * @param kerasVersion {@code 2.1.2}; Keras 1 wrote none
 * @param backend {@code tensorflow}
 * @param modelConfig the architecture as JSON; absent from files of {@code save_weights}
 * @param trainingConfig optimizer, loss and metrics as JSON; absent from models saved uncompiled
 * @param layers in the order of {@code layer_names}
 * @param optimizer the optimizer's state, where it was saved
 * @param features how the model's input is made of a clip, as JSON of whoever trained it; absent
 *     where it is the clip itself, and from all files of Keras
 * @param metadata what whoever trained the model says about it, such as the names of its classes
 * @param notices what reading had to change, a line each: weights stored as double or half
 *     precision
 */
public record KerasCheckpoint(
    Optional<String> kerasVersion,
    Optional<String> backend,
    Optional<String> modelConfig,
    Optional<String> trainingConfig,
    List<LayerWeights> layers,
    Optional<OptimizerWeights> optimizer,
    Optional<String> features,
    ModelMetadata metadata,
    List<String> notices) {
  public KerasCheckpoint {
    layers = List.copyOf(layers);
    notices = List.copyOf(notices);
  }

  /** A checkpoint as Keras writes it. */
  public KerasCheckpoint(
      Optional<String> kerasVersion,
      Optional<String> backend,
      Optional<String> modelConfig,
      Optional<String> trainingConfig,
      List<LayerWeights> layers,
      Optional<OptimizerWeights> optimizer,
      List<String> notices) {
    this(
        kerasVersion,
        backend,
        modelConfig,
        trainingConfig,
        layers,
        optimizer,
        Optional.empty(),
        ModelMetadata.NONE,
        notices);
  }

  /** The same with other metadata. */
  public KerasCheckpoint withMetadata(ModelMetadata newMetadata) {
    return new KerasCheckpoint(
        kerasVersion,
        backend,
        modelConfig,
        trainingConfig,
        layers,
        optimizer,
        features,
        newMetadata,
        notices);
  }

  /**
   * Reads a whole model or weights alone.
   *
   * @throws KwsException when the file cannot be read, is not HDF5, is damaged, or is no Keras
   *     checkpoint
   */
  public static KerasCheckpoint read(Path file) {
    return CheckpointReader.read(file);
  }

  /**
   * Reads a whole model or weights alone from the bytes of a file.
   *
   * @param name what errors call it
   * @throws KwsException when they are not HDF5, damaged, or no Keras checkpoint
   */
  public static KerasCheckpoint parse(byte[] bytes, String name) {
    return CheckpointReader.parse(bytes, name);
  }

  /**
   * Returns whether the bytes are weights alone in the form of Keras 3, which {@link WeightGroup}
   * reads.
   *
   * @throws KwsException when they are not HDF5, or damaged
   */
  public static boolean isKeras3Weights(byte[] bytes, String name) {
    return CheckpointReader.hasGroupsAlone(bytes, name);
  }

  /**
   * Returns whether our own training wrote a file: it says of a model more than Keras does, such as
   * its classes. The model is one of clips.
   *
   * @throws KwsException when the file cannot be read, is not HDF5, or is damaged
   */
  public static boolean isTrainedHere(Path file) {
    return CheckpointReader.hasTraining(file);
  }

  /** The weights of the layer of this name, empty when {@code layer_names} does not list it. */
  public Optional<LayerWeights> layer(String name) {
    return layers.stream().filter(layer -> layer.layer().equals(name)).findFirst();
  }

  /**
   * Requires every weight to be a number.
   *
   * @throws KwsException naming the first that is NaN or infinite
   */
  public void requireNumbers() {
    layers.forEach(layer -> layer.weights().forEach(Weight::requireNumbers));
  }

  /** The number of weights in all layers; the optimizer's state is not counted. */
  public long parameterCount() {
    return layers.stream()
        .flatMap(layer -> layer.weights().stream())
        .mapToLong(weight -> weight.values().length)
        .sum();
  }
}
