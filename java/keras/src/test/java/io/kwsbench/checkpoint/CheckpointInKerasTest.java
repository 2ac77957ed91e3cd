package io.kwsbench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real Keras 2.1.2 loads what is written here: {@code checks/keras_checkpoint.py}, run with the
 * Python that {@code KWSBENCH_KERAS_PYTHON} names.
 */
class CheckpointInKerasTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pi195/ep-008-vl-2.3997.hdf5",
        "106/ep-007-vl-3.4351.hdf5",
        // its configuration has 82,693 characters: more than an object header holds
        "zoo/xception_with_attention.hdf5"
      })
  void kerasLoadsIt(String name) throws IOException, InterruptedException {
    KerasPython.require();
    Path original = SharedMaterial.require("keras/" + name);
    Path written = folder.resolve("written.hdf5");
    CheckpointWriter.write(KerasCheckpoint.read(original), written);

    String output =
        KerasPython.run(
            "keras_checkpoint.py",
            List.of(original.toAbsolutePath().toString(), written.toString()));

    assertThat(output).contains("equal: ");
  }
}
