package io.kwsbench.workload;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the WAV files that an argument means: a file itself, or all below a folder by name. */
public final class ClipFiles {
  private ClipFiles() {}

  /**
   * The files in order: those of a folder sorted by path.
   *
   * @throws KwsException when nothing is there
   */
  public static List<Path> under(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> tree = Files.walk(fileOrFolder)) {
      List<Path> found = tree.filter(ClipFiles::isWav).sorted().toList();
      if (found.isEmpty()) {
        throw new KwsException(fileOrFolder + ": no .wav file in this folder");
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw new KwsException(fileOrFolder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isWav(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".wav")
        && Files.isRegularFile(file);
  }
}
