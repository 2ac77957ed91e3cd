package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file in the making: it grows under a temporary name in its target's folder and takes the
 * target's name in one step, over what was there.
 *
 * <p>Closing removes it unless it was published. What a killed process leaves is known by its name,
 * and by its lock that nobody holds any more: {@link Leftovers} removes it. For one thread.
 */
public final class StagedFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_TRIES = 10;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean published;

  private StagedFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /**
   * Starts a file; its folder is made when missing.
   *
   * @throws KwsException when it cannot be made, or the target is a folder or a device
   */
  public static StagedFile of(Path target) {
    requireReplaceable(target);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new KwsException(target + ": is a folder, not a file to write");
    }
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < MAX_TRIES; i++) {
        Path temporary = Leftovers.newName(folder);
        FileChannel channel = open(temporary);
        if (channel != null) {
          return new StagedFile(target, temporary, channel);
        }
      }
      throw new NoSuchFileException(folder.toString(), null, "its temporary files vanish");
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }

  /** Neither a folder nor a device gives its place to a file. */
  private static void requireReplaceable(Path target) {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new KwsException(target + ": cannot be written: a folder has this name");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isSymbolicLink(target)) {
      throw new KwsException(target + ": cannot be written: a pipe or a device has this name");
    }
  }

  /** Null when the file was taken for a leftover before it was locked. */
  private static FileChannel open(Path temporary) throws IOException {
    // not Files.createTempFile, whose files only their owner may read
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
    } catch (IOException e) {
      // a file system without locks, where leftovers are never removed
    }
    if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return channel;
    }
    channel.close();
    Leftovers.forget(temporary);
    return null;
  }

  /** The stream that takes the bytes. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Appends content.
   *
   * @throws KwsException when that fails; what the content itself throws as one is passed on
   */
  public void fill(AtomicFile.Content content) {
    try {
      content.writeTo(stream);
      stream.flush();
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    } catch (UncheckedIOException e) {
      throw KwsException.unwritable(target, e.getCause());
    }
  }

  /** Forces what was written to the disk. */
  public void force() {
    try {
      stream.flush();
      channel.force(true);
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }

  /**
   * Gives the file its name. {@link AtomicFile#force} makes the name durable.
   *
   * @throws KwsException when that fails
   */
  public void publish() {
    try {
      stream.flush();
      keepPermissions();
      // rename(2): it replaces a file in one step, and never a folder
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      published = true;
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }

  private void keepPermissions() throws IOException {
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
      } catch (UnsupportedOperationException e) {
        // a file system that has none
      }
    }
  }

  @Override
  public void close() {
    try {
      // before the lock goes, so that nobody takes it for a leftover
      if (!published) {
        Files.deleteIfExists(temporary);
      }
      channel.close();
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    } finally {
      Leftovers.forget(temporary);
    }
  }
}
