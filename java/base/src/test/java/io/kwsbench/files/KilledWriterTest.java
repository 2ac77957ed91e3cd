package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed when all is written and nothing renamed yet. */
class KilledWriterTest {
  @TempDir Path folder;
  private Path target;

  /** Writes, says so, and waits for its end before the rename. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      AtomicFile.write(
          Path.of(args[0]),
          out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            System.out.println("written");
            System.out.flush();
            System.in.read();
          });
    }
  }

  @BeforeEach
  void writeTheGoodFile() throws IOException {
    target = Files.writeString(folder.resolve("good"), "good");
  }

  private static Process start(Path target) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("written");
    return process;
  }

  private List<String> temporaries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".tmp")).toList();
    }
  }

  @Test
  void leavesTheGoodFileAndTheNextWriterCleansUp() throws Exception {
    start(target).destroyForcibly().waitFor();
    assertThat(target).hasContent("good");
    assertThat(temporaries()).hasSize(1);
    Files.writeString(folder.resolve(".user.tmp"), "the user's");

    AtomicFile.write(folder.resolve("another"), new byte[1]);
    assertThat(temporaries()).containsExactly(".user.tmp");
    assertThat(target).hasContent("good");
  }

  @Test
  void aWriterAtWorkKeepsItsFile() throws Exception {
    Process process = start(target);
    try {
      AtomicFile.write(folder.resolve("another"), new byte[1]);
      assertThat(temporaries()).hasSize(1);
      process.outputWriter().append('\n').close();

      assertThat(process.waitFor()).isZero();
      assertThat(target).hasContent("new");
      assertThat(temporaries()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aWriterOfThisProcessKeepsItsFileToo() throws IOException {
    try (StagedFile staged = StagedFile.of(target)) {
      staged.fill(out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
      Leftovers.remove(folder);
      staged.publish();
    }
    assertThat(target).hasContent("new");
  }
}
