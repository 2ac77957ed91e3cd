package io.kwsbench.keras.checkpoint;

import io.jhdf.api.WritableGroup;
import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.tensor.Shape;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Writes checkpoints that Keras 2.1.2 loads: {@code load_model} the ones with a configuration,
 * {@code load_weights} all.
 *
 * <pre>{@code
 * CheckpointWriter.write(checkpoint, Path.of("ep-008-vl-2.3997.hdf5"));
 * }</pre>
 *
 * <p>Everything is laid out in memory and checked first; the file then appears in one step. What
 * Keras splits when long (from 2.1.4 on) stays whole here, as 2.1.2 reads nothing else.
 */
public final class CheckpointWriter {
  /** Attributes of the root that Keras ignores. */
  static final String FEATURES = "kwsbench_features";

  static final String METADATA = "kwsbench_metadata";

  private static final String WEIGHT_NAMES = "weight_names";

  private final Hdf5Tree tree = new Hdf5Tree();

  private CheckpointWriter() {}

  /**
   * Writes {@code target} atomically, over an older file of that name.
   *
   * @throws KwsException when the checkpoint does not fit Keras's layout (nothing was written
   *     then), or the file cannot be written
   */
  public static void write(KerasCheckpoint checkpoint, Path target) {
    byte[] file;
    try {
      CheckpointWriter writer = new CheckpointWriter();
      writer.lay(checkpoint);
      file = writer.tree.toBytes();
    } catch (KwsException e) {
      throw new KwsException(target + ": " + e.getMessage(), e);
    }
    AtomicFile.write(target, file);
  }

  private void lay(KerasCheckpoint checkpoint) {
    WritableGroup root = tree.root();
    boolean whole = checkpoint.modelConfig().isPresent();
    WritableGroup weights = whole ? tree.group(root, "model_weights") : root;
    versions(checkpoint, weights);
    if (whole) {
      versions(checkpoint, root);
    }
    checkpoint.modelConfig().ifPresent(json -> tree.text(root, "model_config", escaped(json)));
    checkpoint
        .trainingConfig()
        .ifPresent(json -> tree.text(root, "training_config", escaped(json)));
    checkpoint.features().ifPresent(json -> tree.text(root, FEATURES, escaped(json)));
    if (!checkpoint.metadata().isEmpty()) {
      tree.text(root, METADATA, escaped(MetadataJson.write(checkpoint.metadata())));
    }
    List<String> layers = checkpoint.layers().stream().map(LayerWeights::layer).toList();
    tree.names(weights, "layer_names", layers);
    for (LayerWeights layer : checkpoint.layers()) {
      put(tree.group(weights, layer.layer()), layer.weights());
    }
    checkpoint.optimizer().ifPresent(optimizer -> put(root, optimizer));
  }

  private void versions(KerasCheckpoint checkpoint, WritableGroup group) {
    checkpoint.kerasVersion().ifPresent(text -> tree.text(group, "keras_version", text));
    checkpoint.backend().ifPresent(text -> tree.text(group, "backend", text));
  }

  private void put(WritableGroup group, List<Weight> weights) {
    tree.names(group, WEIGHT_NAMES, weights.stream().map(Weight::name).toList());
    for (Weight weight : weights) {
      tree.dataset(group, weight.name(), nested(weight));
    }
  }

  private void put(WritableGroup root, OptimizerWeights optimizer) {
    WritableGroup group = tree.group(root, "optimizer_weights");
    OptionalLong iterations = optimizer.iterations();
    String counter = "training/iterations:0";
    List<String> slots = optimizer.slots().stream().map(Weight::name).toList();
    put(group, optimizer.slots());
    if (iterations.isPresent()) {
      tree.dataset(group, counter, iterations.getAsLong());
      List<String> names = new ArrayList<>(List.of(counter));
      names.addAll(slots);
      tree.names(group, WEIGHT_NAMES, names);
    }
  }

  /** The weight's elements as nested arrays, which is how the HDF5 library learns the shape. */
  private static Object nested(Weight weight) {
    Shape shape = weight.shape();
    if (shape.rank() == 0) {
      return weight.values()[0];
    }
    int[] dims = shape.toInts();
    if (Arrays.stream(dims).anyMatch(dim -> dim == 0)) {
      throw new KwsException("weight '" + weight.name() + "' is empty: " + shape);
    }
    Object nested = Array.newInstance(float.class, dims);
    fill(nested, weight.values(), 0);
    return nested;
  }

  private static int fill(Object array, float[] values, int from) {
    if (array instanceof float[] row) {
      System.arraycopy(values, from, row, 0, row.length);
      return from + row.length;
    }
    int at = from;
    for (Object part : (Object[]) array) {
      at = fill(part, values, at);
    }
    return at;
  }

  /** JSON in ASCII, as Python's writer makes it; outside strings JSON has no other characters. */
  private static String escaped(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      ascii.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return ascii.toString();
  }
}
