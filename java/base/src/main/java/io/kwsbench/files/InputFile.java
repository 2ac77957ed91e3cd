package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that the user named, or a pipe that the shell has opened: {@code /dev/stdin}, {@code
 * /dev/fd/63}. Devices may never end and pipes of the file system wait for a writer: both are
 * refused before they are opened.
 */
public final class InputFile {
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;

  private InputFile() {}

  /**
   * Opens a file.
   *
   * @throws KwsException when it is a device, or a pipe that nobody may write to
   * @throws IOException when it cannot be opened
   */
  public static InputStream open(Path file) throws IOException {
    if (Files.exists(file)
        && !Files.isRegularFile(file)
        && !Files.isDirectory(file)
        && !isOpenPipe(file)) {
      throw new KwsException(file + ": not a regular file");
    }
    return Files.newInputStream(file);
  }

  private static boolean isOpenPipe(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    boolean open = path.startsWith("/dev/fd") || path.startsWith("/proc");
    return (open || path.equals(Path.of("/dev/stdin")))
        && ((int) Files.getAttribute(file, "unix:mode") & KIND) == PIPE;
  }

  /**
   * The bytes of a file.
   *
   * @param most bytes that such a file can have
   * @param kind what it is to be, with its article, for the message
   * @throws KwsException when it cannot be read or has more bytes; one line that names it
   */
  public static byte[] bytes(Path file, int most, String kind) {
    try (InputStream in = open(file)) {
      // a pipe does not tell its size: read, and look whether there is more
      long size = Files.isRegularFile(file) ? Files.size(file) : 0;
      byte[] bytes = size > most ? new byte[0] : in.readNBytes(most);
      if (size > most || bytes.length == most && in.read() >= 0) {
        throw new KwsException(file + ": more than " + most + " bytes: too large for " + kind);
      }
      return bytes;
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, e);
    }
  }

  static KwsException tooLarge(Path file, OutOfMemoryError cause) {
    return new KwsException(
        file + ": does not fit into memory; give Java more, such as KWSBENCH_JVM=-Xmx4g", cause);
  }
}
