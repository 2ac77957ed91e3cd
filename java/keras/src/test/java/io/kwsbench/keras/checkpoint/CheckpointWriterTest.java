package io.kwsbench.keras.checkpoint;

import static io.kwsbench.keras.checkpoint.Checkpoints.layer;
import static io.kwsbench.keras.checkpoint.Checkpoints.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.metadata.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() {
    assertThat(rewritten(Checkpoints.tiny())).isEqualTo(Checkpoints.tiny());
  }

  static Stream<Path> realCheckpoints() {
    return Material.both("keras2/raw.hdf5", "keras/pi195/ep-008-vl-2.3997.hdf5");
  }

  @ParameterizedTest
  @MethodSource("realCheckpoints")
  void aRealCheckpointSurvives(Path file) {
    KerasCheckpoint real = KerasCheckpoint.read(file);

    assertThat(rewritten(real)).isEqualTo(real);
  }

  @Test
  void theSameCheckpointGivesTheSameBytes() throws IOException {
    CheckpointWriter.write(Checkpoints.tiny(), folder.resolve("a"));
    CheckpointWriter.write(Checkpoints.tiny(), folder.resolve("b"));

    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
  }

  @Test
  void configurationsAreNotBoundByTheObjectHeader() {
    String config = "{\"layers\": \"" + "x".repeat(300_000) + "\"}";

    assertThat(rewritten(Checkpoints.with(Optional.of(config), List.of())).modelConfig())
        .contains(config);
  }

  @Test
  void otherAlphabetsAreEscapedAsPythonDoes() {
    KerasCheckpoint arabic = Checkpoints.with(Optional.of("{\"name\": \"نعم\"}"), List.of());

    assertThat(rewritten(arabic).modelConfig()).contains("{\"name\": \"\\u0646\\u0639\\u0645\"}");
  }

  @Test
  void metadataIsReadBack() {
    KerasCheckpoint labeled =
        Checkpoints.tiny().withMetadata(ModelMetadata.ofLabels(List.of("_silence_", "نعم", "ü")));

    assertThat(rewritten(labeled)).isEqualTo(labeled);
    assertThat(rewritten(labeled).metadata().labels()).containsExactly("_silence_", "نعم", "ü");
    assertThat(rewritten(Checkpoints.tiny()).metadata()).isEqualTo(ModelMetadata.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"labels\":1}", "{\"labels\":[null]}", "{\"labels\":[", "7"})
  void damagedMetadataIsOneLine(String json) {
    assertThatThrownBy(() -> MetadataJson.read(json))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("'kwsbench_metadata' ");
  }

  @Test
  void weightsAloneHaveNoConfiguration() {
    KerasCheckpoint weights =
        Checkpoints.with(Optional.empty(), List.of(layer("d", weight("d/kernel:0", 2, 3))));

    assertThat(rewritten(weights)).isEqualTo(weights);
  }

  @Test
  void manyLongNamesLeaveTheObjectHeader() {
    List<LayerWeights> layers =
        IntStream.range(0, 1500)
            .mapToObj(i -> layer("a_layer_with_a_rather_long_name_" + i))
            .toList();

    assertThat(rewritten(Checkpoints.withLayers(layers)).layers()).isEqualTo(layers);
  }

  @Test
  void tooManyNamesAreAnErrorBeforeAnythingIsWritten() throws IOException {
    List<LayerWeights> layers =
        IntStream.range(0, 3001).mapToObj(i -> layer("a_layer_with_a_name_" + i)).toList();
    Path target = Files.writeString(folder.resolve("c.hdf5"), "old");

    assertThatThrownBy(() -> CheckpointWriter.write(Checkpoints.withLayers(layers), target))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            target
                + ": 3001 entries in 'layer_names': an HDF5 attribute that Keras reads takes 3000");
    assertThat(target).hasContent("old");
  }

  @Test
  void namesMustBeUniqueAscii() {
    Path target = folder.resolve("c.hdf5");
    KerasCheckpoint twice =
        Checkpoints.withLayers(List.of(layer("d", weight("d/k", 1), weight("d/k", 2))));
    KerasCheckpoint both =
        Checkpoints.withLayers(List.of(layer("d", weight("d/k", 1), weight("d/k/k", 2))));
    KerasCheckpoint arabic = Checkpoints.withLayers(List.of(layer("طبقة")));

    assertThatThrownBy(() -> CheckpointWriter.write(twice, target))
        .hasMessage(target + ": two weights are named 'd/k'");
    assertThatThrownBy(() -> CheckpointWriter.write(both, target))
        .hasMessageContaining("'d/k' names a group and a weight");
    assertThatThrownBy(() -> CheckpointWriter.write(arabic, target))
        .hasMessageContaining("not ASCII");
    assertThat(target).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> CheckpointWriter.write(Checkpoints.tiny(), file.resolve("c.hdf5")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFailureWhileWritingKeepsTheOldFileAndLeavesNothing() throws IOException {
    Path target = Files.writeString(folder.resolve("c.hdf5"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .hasMessage(target + ": cannot be written: No space left on device");
    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private KerasCheckpoint rewritten(KerasCheckpoint checkpoint) {
    Path file = folder.resolve("written.hdf5");
    CheckpointWriter.write(checkpoint, file);
    return KerasCheckpoint.read(file);
  }
}
