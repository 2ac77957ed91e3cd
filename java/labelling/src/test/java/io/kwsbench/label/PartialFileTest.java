package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
  @TempDir Path folder;

  @Test
  void appearsWholeOrNotAtAll() throws IOException {
    Path target = folder.resolve("sub.csv");
    Files.writeString(target, "old");
    Files.writeString(folder.resolve("sub.csv.part"), "the user's");
    try (PartialFile file = new PartialFile(target)) {
      file.write("given up");
      file.force();
      assertThat(target).hasContent("old");
    }
    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    try (PartialFile file = new PartialFile(target)) {
      file.write("new");
      file.force();
      file.publish();
    }
    assertThat(target).hasContent("new");
    assertThat(folder.resolve("sub.csv.part")).hasContent("the user's");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatCannotBeWrittenIsNamed() {
    Path target = folder.resolve("file/sub.csv");
    assertThatThrownBy(
            () -> {
              Files.createFile(folder.resolve("file"));
              new PartialFile(target);
            })
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("sub.csv: cannot be written");
  }
}
