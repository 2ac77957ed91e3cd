package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that the user named to be read. */
public final class InputFolder {
  private InputFolder() {}

  /**
   * Requires a folder.
   *
   * @throws KwsException when there is none of this name, or it is a file
   */
  public static void require(Path folder) {
    if (!Files.isDirectory(folder)) {
      String what = Files.exists(folder) ? "a file, not a folder" : "no such folder";
      throw new KwsException(folder + ": " + what);
    }
  }
}
