package io.kwsbench.natives;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The paths of {@code kws_run}, which runs plans without a JVM, and of the engine's library.
 *
 * @param executable the runner
 * @param library the very library that this process has loaded
 */
public record RunnerFiles(Path executable, Path library) {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String LIBRARY = "libkwsbench.so";

  /**
   * Finds both; the runner comes from the class path, where the natives' jar has it.
   *
   * @throws KwsException when the natives are missing or carry no runner
   */
  public static RunnerFiles locate() {
    NativeLibrary.ensureAvailable();
    String platform = Loader.getPlatform();
    try {
      Path runner =
          EngineFiles.of(KwsNative.class, platform, NativeCache.prepare())
              .orElseThrow(() -> new KwsException("the natives of " + platform + " are not there"))
              .runner();
      return new RunnerFiles(runner, loadedLibrary());
    } catch (IOException e) {
      throw new KwsException(EngineFiles.RUNNER + ": cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** Linux lists what is mapped; elsewhere it is known what this class's package has loaded. */
  private static Path loadedLibrary() throws IOException {
    return Files.exists(MAPS) ? mappedLibrary() : NativeLibrary.loadedFrom();
  }

  /** The kernel's list names the file; a search could find another one. */
  private static Path mappedLibrary() throws IOException {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.endsWith("/" + LIBRARY))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow(() -> new KwsException(LIBRARY + " is not mapped into this process"));
    }
  }
}
