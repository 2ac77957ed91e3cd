package io.kwsbench.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reason why a native library could not be loaded. */
public final class LoadFailure {
  private static final int MAX_CAUSES = 8;
  private static final String REMEDY = NativeCache.REMEDY;
  private static final List<String> FULL = List.of("No space left", "Disk quota exceeded");

  private static final Map<String, String> JARS =
      Map.of(
          "io.kwsbench.nativelib.",
          "kwsbench-native-VERSION.jar, which names no platform, to the class path",
          "org.bytedeco.javacpp.",
          "javacpp-VERSION.jar to the class path");

  private LoadFailure() {}

  /**
   * The loader's message in one line: the reason of every attempt, the last one first.
   *
   * <p>JavaCPP tries the class path and then {@code java.library.path}, and throws the second's
   * error with the first's as its cause: alone it would say that a library is absent which is
   * there, but wants a newer C library.
   */
  public static String said(Throwable failure) {
    Set<String> reasons =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .map(LoadFailure::line)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return String.join("; because ", reasons);
  }

  /** The class that the class path lacks, with the jar that has it; empty if it lacks none. */
  public static Optional<String> ofClassPath(Throwable failure) {
    if (!(failure instanceof NoClassDefFoundError) || failure.getMessage() == null) {
      return Optional.empty();
    }
    String missing = failure.getMessage().replace('/', '.');
    return JARS.entrySet().stream()
        .filter(jar -> missing.contains(jar.getKey()))
        .map(jar -> "the class " + missing + " is missing: add " + jar.getValue())
        .findFirst();
  }

  /**
   * The fault of the folder that libraries are unpacked to, with advice; empty if the folder is not
   * the reason.
   */
  public static Optional<String> ofFolder(Throwable failure, Path folder) {
    String said = said(failure);
    if (said.contains("failed to map segment")) {
      return Optional.of(folder + " is on a file system without programs (noexec): " + REMEDY);
    }
    if (FULL.stream().anyMatch(said::contains) || isFull(folder)) {
      return Optional.of(folder + ": no space left on its file system: " + REMEDY);
    }
    return Optional.empty();
  }

  private static boolean isFull(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    return text.replaceAll("\\s+", " ").strip();
  }
}
