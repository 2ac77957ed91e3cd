package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] NEW = bytes("new");
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Set<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void makesTheFolderAndReplacesTheFile() throws IOException {
    Path target = folder.resolve("a/b/file");
    AtomicFile.write(target, bytes("old"));
    AtomicFile.write(target, NEW);

    assertThat(target).hasContent("new");
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aNewFileHasTheProcessesPermissionsAndAReplacedOneItsOwn() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path target = folder.resolve("file");
    AtomicFile.write(target, NEW);
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(plain));

    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFile.write(target, NEW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void noFolderGivesItsPlaceNotEvenAnEmptyOne() throws IOException {
    Path target = Files.createDirectory(folder.resolve("d"));

    assertThatThrownBy(() -> AtomicFile.write(target, NEW))
        .isInstanceOf(KwsException.class)
        .hasMessage(target + ": cannot be written: a folder has this name");
    assertThat(target).isEmptyDirectory();
    assertThat(entries()).containsExactly("d");
  }

  @Test
  void noPipeGivesItsPlace() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    assertThatThrownBy(() -> AtomicFile.write(pipe, NEW))
        .hasMessageContaining("a pipe or a device");
    assertThat(entries()).containsExactly("pipe");
  }

  @Test
  void aLinkIsReplacedAndItsFileStays() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
    AtomicFile.write(link, NEW);

    assertThat(victim).hasContent("precious");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(link).hasContent("new");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(KwsException.class)
        .hasMessage(target + ": cannot be written: No space left on device");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new KwsException("in.csv: line 3: no number");
                    }))
        .hasMessage("in.csv: line 3: no number");
    assertThat(target).hasContent("old");
    assertThat(entries()).containsExactly("file");
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse(@TempDir Path mount) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(mount, "1m")) {
      Path target = Files.writeString(mount.resolve("file"), "old");
      disk.fill(8192);

      assertThatThrownBy(() -> AtomicFile.write(target, new byte[100_000]))
          .isInstanceOf(KwsException.class)
          .hasMessage(target + ": cannot be written: No space left on device");
      assertThat(target).hasContent("old");
      try (Stream<Path> files = Files.list(mount)) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .containsExactlyInAnyOrder("file", "filler");
      }
    }
  }

  @Test
  void whoeverReadsFindsAWholeFile() throws Exception {
    Path target = folder.resolve("file");
    byte[] one = new byte[10_000];
    byte[] other = new byte[20_000];
    AtomicFile.write(target, one);
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> readUntil(stop, target));
    for (int i = 0; i < 200; i++) {
      AtomicFile.write(target, i % 2 == 0 ? other : one);
    }
    stop.set(true);

    assertThat(reader.get()).isPositive();
  }

  private static int readUntil(AtomicBoolean stop, Path file) {
    int reads = 0;
    while (!stop.get()) {
      try {
        assertThat(Files.readAllBytes(file).length).isIn(10_000, 20_000);
        reads++;
      } catch (NoSuchFileException e) {
        throw new AssertionError("the name was gone for a moment", e);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return reads;
  }

  @Test
  void namesMayBeAsLongAsTheFileSystemAllows() {
    Path target = folder.resolve("n".repeat(255));
    AtomicFile.write(target, NEW);

    assertThat(target).hasContent("new");
  }

  @Test
  void reasonsAreInPlainWords() throws IOException {
    Files.createFile(folder.resolve("file"));
    Path target = folder.resolve("file/below");

    assertThatThrownBy(() -> AtomicFile.write(target, NEW))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(target + ": cannot be written: ")
        .hasMessageNotContaining(".tmp");
  }
}
