package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real Keras 2.1.2 loads what is written here: {@code checks/keras_checkpoint.py}, run with the
 * Python that {@code KWSBENCH_KERAS_PYTHON} names.
 */
class CheckpointInKerasTest {
  @TempDir Path folder;

  static Stream<Path> originals() {
    Stream<Path> small =
        Stream.of("keras2/raw.hdf5", "keras2/ensemble.hdf5").map(Material::fixture);
    // its configuration has 82,693 characters: more than an object header holds
    Stream<Path> large =
        Material.present()
            .filter(material -> material == Material.SHARED)
            .map(material -> material.path("keras/zoo/xception_with_attention.hdf5"));
    return Stream.concat(small, large);
  }

  @ParameterizedTest
  @MethodSource("originals")
  void kerasLoadsIt(Path original) throws IOException, InterruptedException {
    KerasPython.require();
    Path written = folder.resolve("written.hdf5");
    CheckpointWriter.write(KerasCheckpoint.read(original), written);

    String output =
        KerasPython.run(
            "keras_checkpoint.py",
            List.of(original.toAbsolutePath().toString(), written.toString()));

    assertThat(output).contains("equal: ");
  }
}
