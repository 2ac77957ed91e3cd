package io.kwsbench.keras.checkpoint;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.metadata.ModelMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Walks the groups of one checkpoint.
 *
 * <p>The file is taken into memory whole, so that an address or a length of a damaged file meets
 * the end of a buffer and never asks the machine for more than the file's own size.
 */
final class CheckpointReader {
  private static final int MAX_BYTES = 1 << 30;
  private static final int MAX_MESSAGE = 300;
  private static final String MODEL = "model_config";
  private static final String NOT_KERAS = "not a Keras checkpoint: ";
  private static final String NO_LAYERS =
      "neither a group 'model_weights' nor an attribute 'layer_names'";
  private static final String SAVE_WHOLE =
      ": save the whole model as HDF5 in Keras, model.save('model.h5')";
  private static final String KERAS3_WEIGHTS =
      "weights alone in the form of Keras 3 (.weights.h5), which names no layers" + SAVE_WHOLE;

  private final List<String> notices = new ArrayList<>();
  private final DatasetReader datasets;

  private CheckpointReader(long fileBytes) {
    datasets = new DatasetReader(fileBytes, notices);
  }

  static KerasCheckpoint read(Path file) {
    return parse(bytes(file), file.toString());
  }

  /** Reads a checkpoint from its bytes; {@code name} is what errors call it. */
  static KerasCheckpoint parse(byte[] bytes, String name) {
    return parse(bytes, name, CheckpointReader::checkpoint);
  }

  /** Reads weights of Keras 3 from the bytes of their file. */
  static WeightGroup parseGroups(byte[] bytes, String name) {
    return parse(bytes, name, (reader, hdf) -> new WeightGroupReader(reader.datasets).read(hdf));
  }

  /** Returns whether a file has weights alone, in the form of Keras 3. */
  static boolean hasGroupsAlone(byte[] bytes, String name) {
    return parse(
        bytes,
        name,
        (reader, hdf) -> new AttributeReader(hdf).text(MODEL).isEmpty() && isKeras3Weights(hdf));
  }

  /** Returns whether a file has attributes that only our own training writes. */
  static boolean hasTraining(Path file) {
    return parse(
        bytes(file),
        file.toString(),
        (reader, hdf) ->
            Stream.of(CheckpointWriter.FEATURES, CheckpointWriter.METADATA)
                .anyMatch(name -> new AttributeReader(hdf).text(name).isPresent()));
  }

  private static <T> T parse(
      byte[] bytes, String name, BiFunction<CheckpointReader, HdfFile, T> reading) {
    try (HdfFile hdf = HdfFile.fromBytes(bytes)) {
      return reading.apply(new CheckpointReader(bytes.length), hdf);
    } catch (KwsException e) {
      throw new KwsException(name + ": " + line(e.getMessage()), e); // names may hold anything
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The HDF5 library answers damage with whatever its parsing ran into: buffer underflows,
      // negative sizes, unbounded recursion over links that point back. All mean the same here.
      throw refusal(bytes, name, e);
    }
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw other(file.toString(), FileFormat.of(file).orElse(FileFormat.FOLDER), null);
    }
    return InputFile.bytes(file, MAX_BYTES, "a checkpoint");
  }

  private static KwsException refusal(byte[] bytes, String name, Throwable cause) {
    if (Hdf5Signature.isIn(bytes)) {
      return new KwsException(
          name + ": damaged or truncated HDF5 file (" + oneLine(cause) + ")", cause);
    }
    return FileFormat.of(bytes, name)
        .map(format -> other(name, format, cause))
        .orElseGet(() -> new KwsException(name + ": not an HDF5 file", cause));
  }

  private static KwsException other(String name, FileFormat format, Throwable cause) {
    return new KwsException(
        new GraphReason.OtherFormat(name, format, GraphReason.Wanted.CHECKPOINT), cause);
  }

  /** The innermost message: the outer ones repeat it with paths and addresses around it. */
  private static String oneLine(Throwable error) {
    Throwable root = error;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return line(text);
  }

  private static String line(String text) {
    String line = text.replaceAll("\\R|\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
  }

  private KerasCheckpoint checkpoint(HdfFile hdf) {
    Group weights = weightsGroup(hdf);
    AttributeReader root = new AttributeReader(hdf);
    AttributeReader attributes = new AttributeReader(weights);
    return new KerasCheckpoint(
        root.text("keras_version").or(() -> attributes.text("keras_version")),
        root.text("backend").or(() -> attributes.text("backend")),
        root.text(MODEL),
        root.text("training_config"),
        layers(weights, attributes),
        optimizer(hdf),
        root.text(CheckpointWriter.FEATURES),
        root.text(CheckpointWriter.METADATA).map(MetadataJson::read).orElse(ModelMetadata.NONE),
        notices);
  }

  private static Group weightsGroup(HdfFile hdf) {
    Node weights = hdf.getChild("model_weights");
    if (weights instanceof Group group) {
      return group;
    }
    if (new AttributeReader(hdf).names("layer_names").isEmpty()) {
      throw new KwsException(isKeras3Weights(hdf) ? KERAS3_WEIGHTS : NOT_KERAS + NO_LAYERS);
    }
    return hdf;
  }

  /** Keras 3 keeps variables by number below each layer, in the order of an object's attributes. */
  private static boolean isKeras3Weights(HdfFile hdf) {
    return Stream.of("layers", "_layer_checkpoint_dependencies", "vars")
        .anyMatch(name -> hdf.getChild(name) instanceof Group);
  }

  private List<LayerWeights> layers(Group weights, AttributeReader attributes) {
    List<LayerWeights> layers = new ArrayList<>();
    for (String name :
        attributes
            .names("layer_names")
            .orElseThrow(() -> new KwsException(NOT_KERAS + "no attribute 'layer_names'"))) {
      Group group = groupOf(weights, name);
      layers.add(new LayerWeights(name, weights(group, "layer '" + name + "'")));
    }
    return layers;
  }

  private static Group groupOf(Group parent, String layer) {
    if (Hdf5Path.find(parent, layer).orElse(null) instanceof Group group) {
      return group;
    }
    throw new KwsException("layer '" + layer + "' is listed in 'layer_names' but has no group");
  }

  private List<Weight> weights(Group group, String owner) {
    List<Weight> weights = new ArrayList<>();
    for (String name : weightNames(group, owner)) {
      weights.add(datasets.weight(Hdf5Path.dataset(group, name, owner), name, owner));
    }
    return weights;
  }

  private static List<String> weightNames(Group group, String owner) {
    return new AttributeReader(group)
        .names("weight_names")
        .orElseThrow(() -> new KwsException(owner + " has no attribute 'weight_names'"));
  }

  private Optional<OptimizerWeights> optimizer(HdfFile hdf) {
    if (!(hdf.getChild("optimizer_weights") instanceof Group group)) {
      return Optional.empty();
    }
    String owner = "the optimizer's state";
    OptionalLong iterations = OptionalLong.empty();
    List<Weight> slots = new ArrayList<>();
    for (String name : weightNames(group, owner)) {
      var dataset = Hdf5Path.dataset(group, name, owner);
      OptionalLong count = datasets.integerScalar(dataset);
      if (count.isPresent() && iterations.isEmpty()) {
        iterations = count;
      } else {
        slots.add(datasets.weight(dataset, name, owner));
      }
    }
    return Optional.of(new OptimizerWeights(iterations, slots));
  }
}
