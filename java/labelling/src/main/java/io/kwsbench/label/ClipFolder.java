package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.files.UnfinishedFolder;
import java.nio.file.Path;
import java.util.List;

/** The clips of a folder and of those below it, in the order of their names' bytes. Immutable. */
public final class ClipFolder {
  private final Path folder;
  private final ClipNames names;

  private ClipFolder(Path folder, ClipNames names) {
    this.folder = folder;
    this.names = names;
  }

  /**
   * Lists what {@link ClipFiles} calls clips.
   *
   * @throws KwsException when it is no folder, cannot be listed or has none
   */
  public static ClipFolder list(Path folder) {
    return list(folder, null);
  }

  /**
   * Lists them without those of another folder, such as the slowed copies', which may lie inside.
   *
   * @param except that folder; null for none. One that holds this folder excludes nothing
   * @throws KwsException as {@link #list(Path)}
   */
  public static ClipFolder list(Path folder, Path except) {
    UnfinishedFolder.requireFinished(folder);
    Path other =
        except == null || normal(folder).startsWith(normal(except)) ? null : normal(except);
    ClipNames.Builder found = new ClipNames.Builder();
    ClipFiles.walk(
        folder,
        file -> {
          if (other == null || !normal(file).startsWith(other)) {
            found.add(ClipFiles.name(folder, file));
          }
        });
    ClipNames names = found.build();
    if (names.isEmpty()) {
      throw new KwsException(folder + ": has no .wav files");
    }
    return new ClipFolder(folder, names);
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Their names, in order: paths from the folder. */
  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  /** Returns whether a file is one of the clips, by its path. */
  boolean contains(Path file) {
    Path inside = file.toAbsolutePath().normalize();
    Path root = folder.toAbsolutePath().normalize();
    return inside.startsWith(root) && names.contains(root.relativize(inside).toString());
  }

  /** The file of a clip. */
  public Path file(int index) {
    return file(names.get(index));
  }

  Path file(String name) {
    return folder.resolve(name);
  }
}
