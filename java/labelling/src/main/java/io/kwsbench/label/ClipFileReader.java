package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Reads one clip's file after another into the same memory outside the Java heap, where an engine
 * takes the samples from. For one thread.
 */
final class ClipFileReader {
  private static final int FIRST_CAPACITY = 1 << 16;
  private static final int LARGEST_CAPACITY = 1 << 20;
  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

  private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_CAPACITY);

  /**
   * Reads a file.
   *
   * @return its bytes, until the next file is read
   * @throws UnreadableClipException when it cannot be read
   */
  ClipBytes read(Path file) {
    try {
      ClipFiles.requireRegular(file);
      return fill(file)
          ? new ClipBytes(file.toString(), buffer)
          : new ClipBytes(file.toString(), WavReader.bytes(file));
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }

  /** Returns whether the file fits; what does not, or fails, is left to the general reader. */
  private boolean fill(Path file) {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      buffer.clear();
      while (channel.read(buffer) >= 0) {
        if (!buffer.hasRemaining() && !grow()) {
          return false;
        }
      }
      buffer.flip();
      return true;
    } catch (IOException e) {
      return false; // the general reader says why
    }
  }

  private boolean grow() {
    if (buffer.capacity() >= LARGEST_CAPACITY) {
      return false;
    }
    buffer = ByteBuffer.allocateDirect(2 * buffer.capacity()).put(buffer.flip());
    return true;
  }
}
