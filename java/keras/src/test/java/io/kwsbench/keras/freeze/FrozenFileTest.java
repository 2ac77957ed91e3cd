package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenFileTest {
  @TempDir private Path folder;

  @Test
  void overwritesWhatItWrote() throws Exception {
    Path file = folder.resolve("new/frozen.pb");
    byte[] graph =
        ModelJson.frames()
            .layer("GlobalMaxPooling1D", "p", "")
            .freeze(FreezeOptions.DEFAULT.withSoftmax(SoftmaxChoice.NONE))
            .graph();

    FrozenFile.write(file, graph);

    assertThat(Files.readAllBytes(file)).isEqualTo(graph);
    assertThatCode(() -> FrozenFile.requireWritable(file, false)).doesNotThrowAnyException();
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void leavesWhatOthersWrote() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "not a graph");

    assertThatThrownBy(() -> FrozenFile.requireWritable(file, false))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": exists and was not written by kwsbench");
    assertThatCode(() -> FrozenFile.requireWritable(file, true)).doesNotThrowAnyException();
    assertThatThrownBy(() -> FrozenFile.requireWritable(folder, true))
        .hasMessageContaining("is a folder");
  }
}
