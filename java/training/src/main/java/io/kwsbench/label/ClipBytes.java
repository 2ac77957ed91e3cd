package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A clip's WAV file as it was read, not yet decoded.
 *
 * @param source what messages call it, such as the file's path
 * @param wav the file's bytes, which nobody changes
 */
public record ClipBytes(String source, byte[] wav) {
  private static final int MOST_SMALL_BYTES = 1 << 20;

  /**
   * Reads a file.
   *
   * @throws UnreadableClipException when it cannot be read
   */
  static ClipBytes read(Path file) {
    try {
      byte[] small = readSmall(file);
      return new ClipBytes(file.toString(), small == null ? WavReader.bytes(file) : small);
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }

  /** A regular file of a usual size in one system call; null leaves it to the general reader. */
  private static byte[] readSmall(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 1 || size > MOST_SMALL_BYTES) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // a file may be shortened while it is read
      }
      return bytes.hasRemaining() ? null : bytes.array();
    } catch (IOException e) {
      return null; // the general reader says why
    }
  }
}
