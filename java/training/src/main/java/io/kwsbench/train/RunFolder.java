package io.kwsbench.train;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run, for this process alone as long as it is open.
 *
 * <p>The lock is on an empty file {@code .training.lock}, which stays: the system gives it up when
 * the process ends, however that happens.
 */
final class RunFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final String LOCK = ".training.lock";

  private final Path folder;
  private final FileChannel channel;

  private RunFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes the folder when it is missing, and locks it.
   *
   * @throws KwsException when another run holds it, or it cannot be written to
   */
  static RunFolder lock(Path folder) {
    Path file = folder.resolve(LOCK);
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw KwsException.unwritable(file, e);
    }
    try {
      requireLock(folder, channel);
      return new RunFolder(folder, channel);
    } catch (KwsException e) {
      closeQuietly(channel, e);
      throw e;
    }
  }

  private static void requireLock(Path folder, FileChannel channel) {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      // some network file systems have no locks: better to train than to refuse
      LOG.warn("{}: cannot be locked ({}): start no second run in it", folder, e.getMessage());
      return;
    }
    if (lock == null) {
      throw new KwsException(folder + ": another run is training in this folder");
    }
  }

  private static void closeQuietly(FileChannel channel, KwsException reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Removes the checkpoints of epochs that a record does not keep: what a kill between two files
   * left behind.
   *
   * @throws KwsException when one cannot be removed
   */
  void removeLeftovers(TrainingRecord record) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isLeftover(file, record))) {
      for (Path file : files) {
        remove(file.getFileName().toString());
      }
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isLeftover(Path file, TrainingRecord record) {
    String name = file.getFileName().toString();
    return EpochRecord.CHECKPOINT_NAME.matcher(name).matches()
        && !record.keeps(name)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && (record.isNextEpochs(name)
            || record.epochs().stream().anyMatch(epoch -> epoch.checkpoint().equals(name)));
  }

  /**
   * Removes a checkpoint, if it is there.
   *
   * @throws KwsException when that fails
   */
  void remove(String checkpoint) {
    try {
      Files.deleteIfExists(folder.resolve(checkpoint));
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot remove " + checkpoint, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing was written to it
      LOG.debug("lock of {}", folder, e);
    }
  }
}
