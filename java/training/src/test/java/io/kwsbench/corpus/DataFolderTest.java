package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.files.UnfinishedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path data;

  @Test
  void whatIsNotCompleteIsNoData() throws IOException {
    Files.createDirectories(data.resolve("yes"));
    Files.createFile(data.resolve("yes/a.wav"));
    try (UnfinishedFolder unfinished = UnfinishedFolder.begin(data, "pseudo", "x", false)) {
      assertThat(unfinished.resumed()).isFalse();
    }
    assertThatThrownBy(() -> DataFolder.clips(data))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(data + ": is not complete: 'pseudo'")
        .hasMessageEndingWith("give the same command again to complete it");

    try (UnfinishedFolder unfinished = UnfinishedFolder.begin(data, "pseudo", "x", false)) {
      unfinished.finish();
    }
    assertThat(DataFolder.clips(data)).hasSize(1);
  }
}
