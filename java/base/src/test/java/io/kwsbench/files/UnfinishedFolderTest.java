package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFolderTest {
  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("new/folder");
  }

  private UnfinishedFolder begin(String run) {
    return UnfinishedFolder.begin(folder(), "fill", run, true);
  }

  @Test
  void isMarkedUntilItIsFinished() {
    try (UnfinishedFolder unfinished = begin("a")) {
      assertThat(unfinished.resumed()).isFalse();
      assertThat(folder().resolve(UnfinishedFolder.MARKER)).isRegularFile();
      unfinished.finish();
    }
    assertThat(folder()).isEmptyDirectory();
    assertThatCode(() -> UnfinishedFolder.requireFinished(folder())).doesNotThrowAnyException();
  }

  @Test
  void theSameRunGoesOnAndNoOther() throws IOException {
    begin("a").close();
    Files.createDirectories(folder().resolve("word"));
    Path leftover = Leftovers.newName(folder().resolve("word"));
    Files.createFile(leftover);
    Leftovers.forget(leftover);

    assertThatThrownBy(() -> begin("b"))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("another run left unfinished");
    assertThatThrownBy(() -> UnfinishedFolder.requireFinished(folder()))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder() + ": is not complete: 'fill' was stopped");
    try (UnfinishedFolder unfinished = begin("a")) {
      assertThat(unfinished.resumed()).isTrue();
      assertThat(leftover).doesNotExist();
    }
  }

  @Test
  void oneRunAtATime() {
    try (UnfinishedFolder unfinished = begin("a")) {
      assertThatThrownBy(() -> begin("a"))
          .isInstanceOf(KwsException.class)
          .hasMessage(folder() + ": another run is filling this folder");
      unfinished.finish();
    }
  }

  @Test
  void aMarkerThatWasCutShortMarksAnEmptyFolder() throws IOException {
    begin("a").close();
    Path marker = folder().resolve(UnfinishedFolder.MARKER);
    byte[] whole = Files.readAllBytes(marker);
    for (int length = 0; length < whole.length; length++) {
      Files.write(marker, Arrays.copyOf(whole, length));
      try (UnfinishedFolder unfinished = begin("a")) {
        assertThat(unfinished.resumed()).isFalse();
      }
      assertThat(marker).hasBinaryContent(whole);
    }
  }

  @Test
  void whatIsNotEmptyIsLeftAlone() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("mine"), "x");

    assertThatThrownBy(() -> begin("a")).hasMessage(folder() + ": is not empty");
    assertThat(folder().resolve(UnfinishedFolder.MARKER)).doesNotExist();
    try (UnfinishedFolder any = UnfinishedFolder.begin(folder(), "fill", "a", false)) {
      any.finish();
    }
    assertThat(folder().resolve("mine")).hasContent("x");
  }
}
