package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The WAV files of one folder, in the order of their names' bytes. Immutable. */
public final class ClipFolder {
  private final Path folder;
  private final ClipNames names;

  private ClipFolder(Path folder, ClipNames names) {
    this.folder = folder;
    this.names = names;
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
    ClipNames.Builder found = new ClipNames.Builder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(".wav") && !name.startsWith(".")) {
          found.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
    ClipNames names = found.build();
    if (names.isEmpty()) {
      throw new KwsException(folder + ": has no .wav files");
    }
    return new ClipFolder(folder, names);
  }

  /** Their names, in order. */
  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  /** The file of a clip. */
  public Path file(int index) {
    return folder.resolve(names.get(index));
  }
}
