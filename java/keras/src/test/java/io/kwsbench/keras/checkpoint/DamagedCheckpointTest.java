package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A damaged file ends in one line, wherever the damage is. */
class DamagedCheckpointTest {
  private static final String KERAS = "later/keras3-lstm.h5";
  private static final byte[] WHOLE = written();

  @Property(tries = 2000)
  void truncatedAnywhere(@ForAll @IntRange(min = 0, max = 1 << 20) int cut) {
    byte[] bytes = Arrays.copyOf(WHOLE, cut % WHOLE.length);

    assertThatThrownBy(() -> CheckpointReader.parse(bytes, "c.hdf5"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("c.hdf5: ")
        .hasMessageNotContaining("\n");
  }

  @Property(tries = 500)
  void aFileOfKerasTruncatedAnywhere(@ForAll @IntRange(min = 0, max = 1 << 20) int cut)
      throws IOException {
    byte[] whole = Files.readAllBytes(Material.fixture(KERAS));
    byte[] bytes = Arrays.copyOf(whole, cut % whole.length);

    try {
      // the last bytes may belong to nothing that a checkpoint needs
      assertThat(CheckpointReader.parse(bytes, "c.hdf5"))
          .isEqualTo(CheckpointReader.parse(whole, "c.hdf5"));
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith("c.hdf5: ").doesNotContain("\n");
    }
  }

  @Property(tries = 3000)
  void overwrittenAnywhere(
      @ForAll @IntRange(min = 0, max = 1 << 20) int at,
      @ForAll @Size(min = 1, max = 8) byte[] with) {
    byte[] bytes = WHOLE.clone();
    int from = at % (bytes.length - with.length);
    System.arraycopy(with, 0, bytes, from, with.length);

    try {
      assertThat(CheckpointReader.parse(bytes, "c.hdf5").layers()).hasSizeLessThan(10);
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith("c.hdf5: ").doesNotContain("\n");
    }
  }

  static byte[] written() {
    try {
      Path file = Files.createTempFile("tiny", ".hdf5");
      try {
        CheckpointWriter.write(Checkpoints.tiny(), file);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
