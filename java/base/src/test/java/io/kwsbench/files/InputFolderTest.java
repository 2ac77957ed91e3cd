package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFolderTest {
  @TempDir Path folder;

  @Test
  void aMissingFolderAndAFileAreToldApart() throws IOException {
    InputFolder.require(folder);
    assertThatThrownBy(() -> InputFolder.require(folder.resolve("none")))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve("none") + ": no such folder");
    Path file = Files.createFile(folder.resolve("a.wav"));
    assertThatThrownBy(() -> InputFolder.require(file)).hasMessage(file + ": a file, not a folder");
  }
}
