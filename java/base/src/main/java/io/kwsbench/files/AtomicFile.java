package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that whoever looks finds the old one or the whole new one, also after a crash.
 *
 * <p>The bytes go to a {@link StagedFile} in the same folder, are forced to the disk, and the file
 * takes the target's name in one step. A failure leaves nothing behind and the old file as it was.
 * What killed processes left half written in the folder is removed.
 *
 * <p>A new file has the permissions that the process gives its files; one that replaces another has
 * the other's. A link is replaced, and what it points to stays: {@link OutputFile} follows links.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Fills an empty file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code target}; its folder is made when missing.
   *
   * @throws KwsException when that fails: no permission, disk full, a folder of that name
   */
  public static void write(Path target, byte[] content) {
    write(target, out -> out.write(content));
  }

  /**
   * Writes {@code target}; its folder is made when missing.
   *
   * @param content whose {@link IOException}s are told as the target's
   * @throws KwsException when that fails: no permission, disk full, a folder of that name
   */
  public static void write(Path target, Content content) {
    try (StagedFile staged = StagedFile.of(target)) {
      staged.fill(content);
      staged.force();
      staged.publish();
    }
    Path folder = target.toAbsolutePath().getParent();
    force(folder);
    Leftovers.remove(folder);
  }

  /** Makes the new names in a folder durable, where its file system can. */
  public static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // some network file systems refuse it of a folder; the files have their names all the same
    }
  }
}
