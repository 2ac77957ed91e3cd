package io.kwsbench.checkpoint;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that whoever looks finds the old one or the whole new one, also after a crash.
 *
 * <p>The bytes go to a temporary file in the same folder, are forced to the disk, and the file
 * takes the target's name in one step. A failure leaves nothing behind and the old file as it was.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Fills an empty, open file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes {@code target}; its folder is made when missing.
   *
   * @throws KwsException when that fails: no permission, disk full
   */
  public static void write(Path target, Content content) {
    Path folder = target.toAbsolutePath().getParent();
    Path temporary = null;
    try {
      Files.createDirectories(folder);
      // not Files.createTempFile, whose files only their owner may read
      temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      fill(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
    } catch (IOException e) {
      throw failed(target, temporary, e, e);
    } catch (RuntimeException e) {
      throw failed(target, temporary, e.getCause() instanceof IOException io ? io : e, e);
    }
  }

  private static void fill(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.READ)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  /** Makes the new name itself durable. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static KwsException failed(
      Path target, Path temporary, Exception reason, Exception error) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        error.addSuppressed(e);
      }
    }
    return new KwsException(target + ": cannot be written: " + reason.getMessage(), error);
  }
}
