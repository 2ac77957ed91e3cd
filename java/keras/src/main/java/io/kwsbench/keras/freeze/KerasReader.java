package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasArchive;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.WeightGroup;
import io.kwsbench.keras.freeze.internal.layer.ArchivedWeights;
import io.kwsbench.keras.freeze.internal.layer.KerasVersion;
import io.kwsbench.keras.freeze.internal.layer.LayerNames;
import io.kwsbench.keras.freeze.internal.layer.WeightSet;
import io.kwsbench.keras.freeze.internal.layer.WeightSlots;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.metadata.ModelMetadata;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;

/**
 * Turns a Keras model into a frozen graph that computes the same, with the inputs that the model
 * has: features or samples.
 *
 * <p>Reads the {@code .keras} archives of Keras 3 and 2, whole models in HDF5 of either, and
 * weights with a configuration beside them. {@link Freezer} makes graphs that take clips.
 *
 * <p>Thread-safe: it has no state.
 */
public final class KerasReader {
  private KerasReader() {}

  /** The classes of layers that are read, by the names that files have. */
  public static SortedSet<String> layers() {
    return LayerNames.all();
  }

  /**
   * Reads a {@code .keras} archive.
   *
   * @param source what messages call it
   * @throws KwsException when the bytes are no such archive, or something in it cannot be had as a
   *     graph; the message has the source and the layer
   */
  public static FrozenGraph archive(byte[] bytes, String source) {
    return Failures.in(
        source,
        () -> {
          KerasArchive archive = KerasArchive.parse(bytes, source);
          WeightGroup weights = WeightGroup.parse(archive.weights(), source);
          KerasVersion version = KerasVersion.of(archive.kerasVersion(), archive.config());
          return grouped(archive.config(), version, weights, source);
        });
  }

  /**
   * Reads an HDF5 file: a whole model, or weights alone.
   *
   * @param source what messages call it
   * @param folder where the configuration of weights alone lies; null where they come from no file
   * @throws KwsException when the bytes are no such file, or something in it cannot be had as a
   *     graph; the message has the source and the layer
   */
  public static FrozenGraph hdf5(byte[] bytes, String source, Path folder) {
    return Failures.in(
        source,
        () -> {
          if (KerasCheckpoint.isKeras3Weights(bytes, source)) {
            String config = ConfigBeside.of(source, folder);
            KerasVersion version = KerasVersion.of(ConfigBeside.version(folder), config);
            return grouped(config, version, WeightGroup.parse(bytes, source), source);
          }
          return listed(KerasCheckpoint.parse(bytes, source), source, folder);
        });
  }

  private static FrozenGraph grouped(
      String config, KerasVersion version, WeightGroup weights, String source) {
    weights.requireNumbers();
    KerasModel model = KerasModel.parse(config, source);
    Map<String, WeightSet> sets = ArchivedWeights.of(model, weights);
    return new ModelImport(source, model, version, ModelMetadata.NONE)
        .graph(layer -> sets.getOrDefault(layer.name(), WeightSet.NONE));
  }

  private static FrozenGraph listed(KerasCheckpoint checkpoint, String source, Path folder) {
    checkpoint.requireNumbers();
    String config = checkpoint.modelConfig().orElseGet(() -> ConfigBeside.of(source, folder));
    KerasModel model = KerasModel.parse(config, source);
    KerasVersion version = KerasVersion.of(checkpoint.kerasVersion(), config);
    return new ModelImport(source, model, version, checkpoint.metadata())
        .graph(layer -> WeightSlots.read(checkpoint, model, layer));
  }
}
