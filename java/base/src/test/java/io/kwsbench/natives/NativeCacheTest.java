package io.kwsbench.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
  @TempDir Path folder;

  private final List<String> reasons = new ArrayList<>();

  @Test
  void aFolderIsMadeForThisUserAlone() throws IOException {
    Path wanted = folder.resolve("home/.cache/kwsbench");
    assertThat(NativeCache.firstPrivate(List.of(wanted), reasons)).isEqualTo(wanted);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted)))
        .isEqualTo("rwx------");
    assertThat(NativeCache.firstPrivate(List.of(wanted), reasons)).isEqualTo(wanted);
    assertThat(reasons).isEmpty();
  }

  @Test
  void whatOthersMayWriteIsRefusedAndTheNextTaken() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path mine = folder.resolve("mine");
    assertThat(NativeCache.firstPrivate(List.of(open, mine), reasons)).isEqualTo(mine);
    assertThat(reasons).singleElement().asString().startsWith(open + " is open to other users");
  }

  @Test
  void aLinkToAFolderIsRefused() throws IOException {
    Path real = folder.resolve("real");
    NativeCache.firstPrivate(List.of(real), reasons);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThatThrownBy(() -> NativeCache.firstPrivate(List.of(link), reasons))
        .isInstanceOf(IOException.class);
    assertThat(reasons).containsExactly(link + " is no folder");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithTheReason() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> NativeCache.firstPrivate(List.of(file.resolve("x/y")), reasons))
        .isInstanceOf(IOException.class);
    assertThat(reasons).singleElement().asString().startsWith(file.toString());
  }

  @Test
  void theFolderThatTheUserNamesIsUsed() throws Exception {
    Path told = folder.resolve("told");
    assertThat(ask(folder, "-D" + NativeCache.PROPERTY + "=" + told)).isEqualTo(told + " " + told);
    assertThat(told).isDirectory();
  }

  /** JavaCPP would go on to the home folder. */
  @Test
  void aNamedFolderThatCannotBeIsNotReplaced() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(ask(folder, "-D" + NativeCache.PROPERTY + "=" + file.resolve("x")))
        .startsWith("no folder to unpack native libraries to (" + file)
        .contains("set the Java system property org.bytedeco.javacpp.cachedir")
        .endsWith("/dev/null")
        .doesNotContain("\n");
  }

  /** A user without a name has the home "?" in Java, below the current folder. */
  @Test
  void aUserWithoutANameGetsNoFolderInTheWorkingFolder() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path wanted = home.resolve(".cache/kwsbench");
    assertThat(ask(home, "-Duser.home=?")).isEqualTo(wanted + " " + wanted);
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).doesNotContain("?");
    }
  }

  /** Who prepares a folder in the temporary one for somebody else gets no code run. */
  @Test
  void aPreparedFolderIsNotUsed() throws Exception {
    Object user = Files.getAttribute(folder, "unix:uid");
    Path prepared = Files.createDirectory(folder.resolve("kwsbench-" + user));
    Files.setPosixFilePermissions(prepared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = Files.createFile(folder.resolve("no-home"));
    assertThat(ask(file, "-Duser.home=?", "-Djava.io.tmpdir=" + folder))
        .startsWith("no folder to unpack native libraries to (" + file)
        .contains(prepared + " is open to other users")
        .endsWith("/dev/null");
  }

  private String ask(Path home, String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Asked.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(Map.of("HOME", home.toString()));
    Path out = folder.resolve("out.txt");
    assertThat(builder.redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor())
        .isZero();
    return Files.readString(out).strip();
  }

  /** Prints the folder or the refusal, and what JavaCPP will use. */
  static final class Asked {
    public static void main(String[] arguments) {
      String answer;
      try {
        answer = NativeCache.prepare().toString();
      } catch (RuntimeException e) {
        answer = e.getMessage();
      }
      System.out.println(answer + " " + System.getProperty(NativeCache.PROPERTY));
    }
  }
}
