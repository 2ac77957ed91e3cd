package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import io.jhdf.filter.DeflatePipelineFilter;
import io.kwsbench.KwsException;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts and damage that no file of Keras at hand shows. */
class CheckpointReaderTest {
  @TempDir Path folder;

  @Test
  void joinsSplitAttributes() {
    KerasCheckpoint checkpoint =
        read(
            root -> {
              root.putAttribute("layer_names0", new String[] {"a", "b"});
              root.putAttribute("layer_names1", new String[] {"c"});
              root.putAttribute("model_config0", "{\"layers\"");
              root.putAttribute("model_config1", ": []}");
              for (String name : new String[] {"a", "b", "c"}) {
                root.putGroup(name).putAttribute("weight_names0", new String[] {name + "/k"});
                ((WritableGroup) root.getChild(name)).putGroup(name).putDataset("k", new float[3]);
              }
            });

    assertThat(checkpoint.modelConfig()).contains("{\"layers\": []}");
    assertThat(checkpoint.layers()).extracting(LayerWeights::layer).containsExactly("a", "b", "c");
    assertThat(checkpoint.parameterCount()).isEqualTo(9);
  }

  @Test
  void readsChunkedAndCompressedDataSets() {
    float[][] values = new float[40][30];
    values[39][29] = 7;
    DatasetCreationOptions options =
        DatasetCreationOptions.builder()
            .chunkDimensions(16, 16)
            .filter(new DeflatePipelineFilter())
            .build();

    Weight weight =
        onlyWeight(layer -> layer.putDataset("k", values, options))
            .layers()
            .get(0)
            .weights()
            .get(0);

    assertThat(weight.shape()).isEqualTo(Shape.of(40, 30));
    assertThat(weight.values()[40 * 30 - 1]).isEqualTo(7);
  }

  @Test
  void castsDoublesAndSaysSo() {
    KerasCheckpoint checkpoint = onlyWeight(layer -> layer.putDataset("k", new double[] {0.1}));

    assertThat(checkpoint.layers().get(0).weights().get(0).values()).containsExactly(0.1f);
    assertThat(checkpoint.notices())
        .containsExactly("weight 'k' is stored as float64, read as float32");
  }

  @Test
  void missingPartsAreNamed() {
    assertError(root -> root.putGroup("other"), "not a Keras checkpoint: neither a group");
    assertError(
        root -> root.putGroup("layers").putGroup("dense").putGroup("vars"),
        "weights alone in the form of Keras 3 (.weights.h5), which names no layers: save the whole"
            + " model as HDF5 in Keras, model.save('model.h5')");
    assertError(root -> root.putGroup("model_weights"), "no attribute 'layer_names'");
    assertError(
        root -> root.putAttribute("layer_names", new String[] {"dense_1"}),
        "layer 'dense_1' is listed in 'layer_names' but has no group");
    assertError(
        root -> root.putAttribute("layer_names", new String[] {"two\nlines"}),
        "layer 'two lines' is listed in 'layer_names' but has no group");
    assertError(
        root -> {
          root.putAttribute("layer_names", new String[] {"dense_1"});
          root.putGroup("dense_1");
        },
        "layer 'dense_1' has no attribute 'weight_names'");
    assertError(
        root -> {
          root.putAttribute("layer_names", new String[] {"dense_1"});
          root.putGroup("dense_1").putAttribute("weight_names", new String[] {"dense_1/kernel:0"});
        },
        "weight 'dense_1/kernel:0' of layer 'dense_1' is listed in 'weight_names' but has no data");
    assertError(root -> root.putAttribute("layer_names", new int[] {3}), "holds no text");
  }

  @Test
  void textIsNoWeight() {
    assertThatThrownBy(() -> onlyWeight(layer -> layer.putDataset("k", new String[] {"text"})))
        .hasMessageContaining("weight 'k' of layer 'l' is no array of numbers: StringData");
  }

  @Test
  void otherFilesAreNotHdf5() throws IOException {
    assertThatThrownBy(() -> KerasCheckpoint.read(folder.resolve("none")))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve("none") + ": no such file");
    assertThatThrownBy(() -> KerasCheckpoint.read(folder))
        .hasMessage(folder + ": a folder, not a Keras checkpoint (HDF5)");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> KerasCheckpoint.read(empty)).hasMessage(empty + ": not an HDF5 file");
    byte[] archive = {'P', 'K', 3, 4, 20, 0, 0, 0};
    Path zip = Files.write(folder.resolve("m.zip"), archive);
    assertThatThrownBy(() -> KerasCheckpoint.read(zip))
        .hasMessage(zip + ": a ZIP archive, not a Keras checkpoint (HDF5)");
    Path keras = Files.write(folder.resolve("m.keras"), archive);
    assertThatThrownBy(() -> KerasCheckpoint.read(keras))
        .hasMessage(keras + ": a .keras archive, not a Keras checkpoint (HDF5)");
    Path text = Files.writeString(folder.resolve("text"), "PK zip file".repeat(1000));
    assertThatThrownBy(() -> KerasCheckpoint.read(text)).hasMessage(text + ": not an HDF5 file");
  }

  private void assertError(Consumer<WritableGroup> content, String part) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private KerasCheckpoint onlyWeight(Consumer<WritableGroup> dataset) {
    return read(
        root -> {
          root.putAttribute("layer_names", new String[] {"l"});
          WritableGroup layer = root.putGroup("l");
          layer.putAttribute("weight_names", new String[] {"k"});
          dataset.accept(layer);
        });
  }

  private KerasCheckpoint read(Consumer<WritableGroup> content) {
    Path file = folder.resolve("made.h5");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      content.accept(hdf);
    }
    return KerasCheckpoint.read(file);
  }
}
