package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The WAV files of one folder, in name order. Immutable.
 *
 * @param folder where they are
 * @param names their names, sorted
 */
public record ClipFolder(Path folder, List<String> names) {
  public ClipFolder {
    names = List.copyOf(names);
  }

  /**
   * Lists {@code *.wav} of the folder itself, hidden files excepted.
   *
   * @throws KwsException when it is no folder, cannot be read or has none
   */
  public static ClipFolder list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new KwsException(folder + ": no such folder");
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.wav")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
    if (names.isEmpty()) {
      throw new KwsException(folder + ": has no .wav files");
    }
    Collections.sort(names);
    return new ClipFolder(folder, names);
  }

  public int size() {
    return names.size();
  }

  /** The file of a clip. */
  public Path file(int index) {
    return folder.resolve(names.get(index));
  }
}
