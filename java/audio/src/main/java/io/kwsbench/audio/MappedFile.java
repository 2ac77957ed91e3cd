package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file, a long one where it lies: the system reads what is used of it. */
final class MappedFile {
  /** Of the smaller files there may be more than a process may map. */
  private static final int MIN_BYTES = 1 << 20;

  private MappedFile() {}

  /**
   * @throws KwsException when the file cannot be read, is no regular file or has 2 GiB or more
   */
  static ByteBuffer of(Path file) {
    ClipFiles.requireRegular(file);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < MIN_BYTES) {
        return ByteBuffer.wrap(WavReader.bytes(file));
      }
      if (size > Integer.MAX_VALUE) {
        throw new KwsException(file + ": larger than 2 GiB: cut it into several files");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    } catch (NoSuchFileException e) {
      throw new KwsException(file + ": no such file", e);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
