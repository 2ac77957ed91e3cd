package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void whatTheCommandReadsIsNotOverwritten() throws Exception {
    Path graph = Files.writeString(folder.resolve("own.pb"), "graph");
    Path link = Files.createSymbolicLink(folder.resolve("link.pb"), graph);
    Path detour = folder.resolve("../" + folder.getFileName() + "/own.pb");

    for (Path target : List.of(graph, link, detour)) {
      assertThatThrownBy(() -> OutputFile.require(target, List.of(graph)))
          .isInstanceOf(KwsException.class)
          .hasMessage(target + ": is read by the same command, and will not be overwritten");
    }
    assertThatCode(() -> OutputFile.require(folder.resolve("new"), List.of(graph)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OutputFile.require(folder, List.of()))
        .hasMessage(folder + ": is a folder, not a file to write");
  }

  @Test
  void aLinkStaysAndItsFileIsReplaced() throws Exception {
    Path file = Files.writeString(folder.resolve("2026.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), Path.of("2026.json"));
    Path dangling = Files.createSymbolicLink(folder.resolve("next.json"), Path.of("2027.json"));
    OutputFile.write(link, new byte[] {'a'});
    OutputFile.write(dangling, new byte[] {'b'});

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("a");
    assertThat(folder.resolve("2027.json")).hasContent("b");
  }

  @Test
  void aLinkToItselfEnds() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

    assertThatThrownBy(() -> OutputFile.write(link, new byte[1]))
        .isInstanceOf(KwsException.class)
        .hasMessage(link + ": is a link that leads back to itself");
  }

  @Test
  void aPipeIsWrittenToAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    try {
      OutputFile.write(pipe, new byte[] {'x'});

      assertThat(reader.inputReader().readLine()).isEqualTo("x");
      assertThat(reader.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.isRegularFile(pipe)).isFalse();
    } finally {
      reader.destroyForcibly();
    }
  }
}
