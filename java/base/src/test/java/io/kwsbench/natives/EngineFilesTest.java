package io.kwsbench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Needs;
import io.kwsbench.nativelib.KwsNative;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFilesTest {
  @TempDir Path folder;

  /** Two builds of one size and one time, from one cache: each program runs its own. */
  @Test
  void aRebuiltLibraryOfTheSameSizeIsTheOneThatRuns() throws Exception {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
    String built = KwsNative.kws_version().getString();
    String other = built.replaceAll("[0-9]", "7");
    Path first = jar("first", built, built);
    Path second = jar("second", built, other);
    for (int round = 0; round < 2; round++) {
      assertThat(version(first)).isEqualTo(built);
      assertThat(version(second)).isEqualTo(other);
    }
  }

  /**
   * The natives of this build in a jar whose entries all have one time, {@code version} in them in
   * place of {@code built}.
   */
  private Path jar(String name, String built, String version) throws IOException {
    Path jar = Files.createDirectory(folder.resolve(name)).resolve("natives.jar");
    String platform = Loader.getPlatform();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String file : List.of("libkwsbench.so", "libjniKwsNative.so", "kws_run")) {
        byte[] bytes;
        try (InputStream in = KwsNative.class.getResourceAsStream(platform + "/" + file)) {
          bytes = in.readAllBytes();
        }
        if (file.equals("libkwsbench.so")) {
          bytes = replace(bytes, built, version);
        }
        JarEntry entry = new JarEntry("io/kwsbench/nativelib/" + platform + "/" + file);
        entry.setTime(1_700_000_000_000L);
        out.putNextEntry(entry);
        out.write(bytes);
      }
    }
    return jar;
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from + "\0");
    return text.replace(from + "\0", to + "\0").getBytes(StandardCharsets.ISO_8859_1);
  }

  private String version(Path natives) throws Exception {
    Path out = folder.resolve("out.txt");
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-D" + NativeCache.PROPERTY + "=" + folder.resolve("cache"),
            "-cp",
            // before the natives of the class path
            natives + ":" + System.getProperty("java.class.path"),
            Asked.class.getName());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(out)).isZero();
    return read(out).strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Prints the version of the engine that is loaded, and sees that the runner is there. */
  static final class Asked {
    public static void main(String[] arguments) {
      NativeLibrary.ensureAvailable();
      RunnerFiles files = RunnerFiles.locate();
      if (!files.executable().getParent().equals(files.library().getParent())) {
        throw new IllegalStateException(files.toString());
      }
      System.out.println(KwsNative.kws_version().getString());
    }
  }
}
