package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows as {@code NAME.part} and takes its own name once it is whole. What a killed
 * process left of it is overwritten by the next. For one thread.
 */
final class PartialFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final Writer writer;
  private boolean published;

  /**
   * Starts the file.
   *
   * @throws KwsException when it cannot be written
   */
  PartialFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    try {
      channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
    writer = SubmissionWriter.open(Channels.newOutputStream(channel));
  }

  /** Writes a piece of it. */
  void write(CharSequence text) {
    try {
      writer.append(text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Forces what was written to the disk. */
  void force() {
    try {
      writer.flush();
      channel.force(true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Gives the file its name; the folder is to be forced to the disk after that. */
  void publish() {
    try {
      channel.close();
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      published = true;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private KwsException failed(IOException e) {
    return new KwsException(target + ": cannot be written: " + e.getMessage(), e);
  }

  /** Removes it, unless it was published. */
  @Override
  public void close() {
    try {
      channel.close();
      if (!published) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
