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
    Files.writeString(folder.resolve("sub.csv.part"), "what a killed process left, and longer");
    try (PartialFile file = new PartialFile(target)) {
      file.write("given up");
      file.force();
      assertThat(target).hasContent("old");
    }
    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    try (PartialFile file = new PartialFile(target)) {
      file.write("new");
      file.force();
      file.publish();
    }
    assertThat(target).hasContent("new");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void whatCannotBeWrittenIsNamed() {
    assertThatThrownBy(() -> new PartialFile(folder.resolve("nowhere/sub.csv")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("sub.csv: cannot be written");
  }
}
