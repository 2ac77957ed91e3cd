package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One folder in Speech Commands layout: a folder a word, and one of background noise. */
final class DataFolder {
  static final String BACKGROUND_NOISE = "_background_noise_";

  private DataFolder() {}

  /**
   * @param word the folder's name in lower case
   * @param folder the folder's name as it is
   */
  record Clip(String word, String folder, Path file) {}

  /** All clips but background noise, sorted by path. */
  static List<Clip> clips(Path data) {
    List<Clip> clips = new ArrayList<>();
    for (Path folder : list(data)) {
      String name = folder.getFileName().toString();
      String word = name.toLowerCase(Locale.ROOT);
      if (Files.isDirectory(folder) && !word.equals(BACKGROUND_NOISE)) {
        wavs(folder).forEach(file -> clips.add(new Clip(word, name, file)));
      }
    }
    return clips;
  }

  /** The files {@code *.wav} of one folder, sorted. */
  static List<Path> wavs(Path folder) {
    return list(folder).stream().filter(file -> file.toString().endsWith(".wav")).toList();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new KwsException(folder + ": no such folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
