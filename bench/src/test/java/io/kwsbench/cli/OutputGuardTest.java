package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results never take the place of what a command reads, nor of a folder. */
class OutputGuardTest {
  @TempDir Path folder;

  private Path graph(String name) throws IOException {
    return Files.write(folder.resolve(name), LayerChain.graph(2, 1));
  }

  private static void refused(String says, Object... arguments) {
    String[] typed = new String[arguments.length];
    for (int i = 0; i < typed.length; i++) {
      typed[i] = arguments[i].toString();
    }
    Invocation invocation = Invocation.of(typed);
    assertThat(invocation.code).as(invocation.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err.lines()).singleElement().asString().contains(says);
  }

  @Test
  void compileKeepsItsGraph() throws IOException {
    Path graph = graph("own.pb");
    byte[] before = Files.readAllBytes(graph);
    Path link = Files.createSymbolicLink(folder.resolve("link"), graph);

    for (Path target : new Path[] {graph, link}) {
      refused(
          target + ": is read by the same command", "compile", "--graph", graph, "--out", target);
    }
    assertThat(graph).hasBinaryContent(before);
  }

  @Test
  void compileTakesNoFoldersPlace() throws IOException {
    Path target = Files.createDirectory(folder.resolve("d"));

    refused(
        target + ": is a folder, not a file to write",
        "compile",
        "--graph",
        graph("g.pb"),
        "--out",
        target);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void positionalArgumentsAreInputsToo() throws IOException {
    Path votes = Files.writeString(folder.resolve("a.csv"), "fname,label\na.wav,yes\n");
    Path history = Files.writeString(folder.resolve("h.jsonl"), "{}\n");

    refused("is read by the same command", "vote", "--out", votes, votes, votes);
    refused("is read by the same command", "history", history, "--out", history);
    refused("is read by the same command", "suite", history, "--report", "json=" + history);
    assertThat(votes).hasContent("fname,label\na.wav,yes");
    assertThat(history).hasContent("{}");
  }

  @Test
  void whatCompileWritesOthersMayRead() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path target = folder.resolve("p.kws");
    Invocation invocation =
        Invocation.of("compile", "--graph", graph("g.pb").toString(), "--out", target.toString());

    assertThat(invocation.code).as(invocation.err).isEqualTo(ExitCode.DONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
  }
}
