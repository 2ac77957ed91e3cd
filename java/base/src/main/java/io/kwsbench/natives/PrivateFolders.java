package io.kwsbench.natives;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Folders that one user alone can write, by what a system keeps of permissions. */
abstract class PrivateFolders {
  /** Those of this system. */
  static PrivateFolders ofThisSystem() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new PosixFolders()
        : new WindowsFolders();
  }

  /** A name for this process's user, fit for a file. */
  abstract String user();

  /** A path that nothing can be written below. */
  abstract Path nowhere();

  /** Makes a folder for this user alone; its parent is there. */
  abstract void make(Path folder) throws IOException;

  /** The reason why a folder of this user's is not theirs alone, or null. */
  abstract String openness(Path folder) throws IOException;

  /** The owner of a file, to be compared. */
  abstract Object owner(Path file) throws IOException;

  /** The owner of the files that this process makes. */
  abstract Object owner();

  /**
   * Makes the folder unless it is there.
   *
   * @return the folder, which this user alone can write
   * @throws IOException when it cannot be made, or is another's or open to others
   */
  final Path require(Path folder) throws IOException {
    if (!Files.isDirectory(folder.getParent())) {
      Files.createDirectories(folder.getParent());
    }
    try {
      make(folder);
    } catch (FileAlreadyExistsException e) {
      // it is checked as one that was just made
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is no folder");
    }
    if (!owner(folder).equals(owner())) {
      throw new IOException(folder + " belongs to another user");
    }
    String openness = openness(folder);
    if (openness != null) {
      throw new IOException(folder + " is open to other users: " + openness);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " cannot be written");
    }
    return folder;
  }

  /** The owner of a file that is made for the purpose. */
  final Object ownerOfNewFile() throws IOException {
    Path file = Files.createTempFile("kwsbench", ".user");
    try {
      return owner(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
