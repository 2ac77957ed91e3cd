package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that never end, or that nobody writes to. */
class InputFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  @TempDir Path folder;

  @Test
  void devicesAreRefusedAndNotRead() {
    Path zeros = Path.of("/dev/zero");
    Needs.that(Files.exists(zeros), "no /dev/zero");
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertThatThrownBy(() -> InputFile.bytes(zeros, 1 << 30, "a map"))
              .isInstanceOf(KwsException.class)
              .hasMessage("/dev/zero: not a regular file");
          assertThatThrownBy(() -> LabelFile.read(zeros))
              .hasMessage("/dev/zero: not a regular file");
          assertThatThrownBy(() -> TextFile.reader(zeros))
              .hasMessage("/dev/zero: not a regular file");
        });
  }

  @Test
  void aPipeOfTheFileSystemIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    Needs.that(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertThatThrownBy(() -> LabelFile.read(pipe)).hasMessage(pipe + ": not a regular file");
          assertThatThrownBy(() -> TextFile.reader(pipe)).hasMessage(pipe + ": not a regular file");
        });
  }

  @Test
  void whatTheShellHasOpenedIsRead() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "\"$0\" -cp \"$1\" \"$2\" <(printf 'yes\\nno\\n')",
                java.toString(),
                System.getProperty("java.class.path"),
                Reader.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes()).strip()).isEqualTo("[yes, no]");
  }

  /** Prints the labels of a file. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] arguments) {
      System.out.println(LabelFile.read(Path.of(arguments[0])));
    }
  }

  @Test
  void hugeFilesAreRefusedByTheirSize() throws IOException {
    Path huge = folder.resolve("huge");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(5L << 30);
    }
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertThatThrownBy(() -> InputFile.bytes(huge, 1 << 30, "an event file"))
              .isInstanceOf(KwsException.class)
              .hasMessage(huge + ": more than 1073741824 bytes: too large for an event file");
          assertThatThrownBy(() -> LabelFile.read(huge))
              .hasMessage(huge + ": more than 16777216 bytes: too large for a text file");
        });
    assertThatThrownBy(() -> InputFile.bytes(folder, 9, "a map"))
        .hasMessage(folder + ": a folder, not a file");
    assertThatThrownBy(() -> InputFile.bytes(folder.resolve("no"), 9, "a map"))
        .hasMessage(folder.resolve("no") + ": no such file");
  }
}
