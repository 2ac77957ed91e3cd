package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that a command fills. Until all is in it, it holds a marker, by which other commands
 * know that it is not complete, and the same command that it may go on.
 *
 * <p>One process at a time fills a folder. Closing leaves the marker unless {@link #finish} was
 * called.
 */
public final class UnfinishedFolder implements AutoCloseable {
  /** The marker's name: a hidden text file that explains itself. */
  public static final String MARKER = ".kwsbench-unfinished";

  private static final int MAX_BYTES = 1 << 16;

  private final Path folder;
  private final FileChannel marker;
  private final boolean resumed;

  private UnfinishedFolder(Path folder, FileChannel marker, boolean resumed) {
    this.folder = folder;
    this.marker = marker;
    this.resumed = resumed;
  }

  /**
   * Starts to fill a folder, or continues where the same command stopped. The folder is made when
   * missing.
   *
   * @param command what fills it, as messages call it
   * @param run one line that tells this run from others: an unfinished one with another line is
   *     refused
   * @param empty whether a folder that is not a stopped run's must be empty
   * @throws KwsException when the folder cannot be taken
   */
  public static UnfinishedFolder begin(Path folder, String command, String run, boolean empty) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(MARKER);
      if (empty && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        requireEmpty(folder);
      }
      FileChannel marker =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      try {
        lock(folder, marker);
        boolean resumed = enter(folder, marker, text(command, run));
        if (resumed) {
          removeLeftovers(folder);
        }
        return new UnfinishedFolder(folder, marker, resumed);
      } catch (IOException | RuntimeException e) {
        marker.close();
        throw e;
      }
    } catch (IOException e) {
      throw KwsException.unwritable(folder, e);
    } catch (UncheckedIOException e) {
      throw KwsException.unwritable(folder, e.getCause());
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new KwsException(folder + ": is not empty");
      }
    }
  }

  private static void lock(Path folder, FileChannel marker) {
    FileLock lock = null;
    try {
      lock = marker.tryLock();
    } catch (OverlappingFileLockException e) {
      // another thread of this process: the same to the user
    } catch (IOException e) {
      return; // a file system without locks
    }
    // a run that ends just now has removed the marker before it gave up the lock
    if (lock == null || !Files.exists(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
      throw new KwsException(folder + ": another run is filling this folder");
    }
  }

  /** Writes the marker, or finds that it is there; a torn one marks a folder with nothing in it. */
  private static boolean enter(Path folder, FileChannel marker, String text) throws IOException {
    String found = read(marker);
    if (found.equals(text)) {
      return true;
    }
    if (found.endsWith("\n") && !text.startsWith(found)) {
      throw new KwsException(
          folder
              + ": holds what another run left unfinished: give what that was started with, or"
              + " delete the folder");
    }
    marker.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      marker.write(bytes);
    }
    marker.force(true);
    AtomicFile.force(folder);
    return false;
  }

  private static void removeLeftovers(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      entries
          .filter(e -> Files.isDirectory(e, LinkOption.NOFOLLOW_LINKS))
          .forEach(Leftovers::remove);
    }
  }

  private static String text(String command, String run) {
    return command
        + "\nThis command has not finished this folder yet. Give it again to complete it.\n"
        + run
        + "\n";
  }

  private static String read(FileChannel marker) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(marker.size(), MAX_BYTES));
    while (bytes.hasRemaining() && marker.read(bytes, bytes.position()) >= 0) {
      // until all is there
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  /**
   * Refuses a folder that is not complete.
   *
   * @throws KwsException when it holds a marker
   */
  public static void requireFinished(Path folder) {
    Optional<String> command = command(folder);
    if (command.isPresent()) {
      throw new KwsException(
          folder
              + ": is not complete: '"
              + command.get()
              + "' was stopped or is still filling it; give the same command again to complete it");
    }
  }

  /** The run that fills the folder; empty if there is none. */
  private static Optional<String> command(Path folder) {
    Path file = folder.resolve(MARKER);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (FileChannel marker =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(read(marker).lines().findFirst().orElse("kwsbench"));
    } catch (IOException e) {
      return Optional.of("kwsbench");
    }
  }

  /** Returns whether an earlier run began to fill it. */
  public boolean resumed() {
    return resumed;
  }

  /**
   * Declares the folder complete: all that is in it is forced to the disk, and the marker goes.
   *
   * @throws KwsException when that fails
   */
  public void finish() {
    try {
      force();
      Files.delete(folder.resolve(MARKER));
      AtomicFile.force(folder);
    } catch (IOException e) {
      throw KwsException.unwritable(folder, e);
    } catch (UncheckedIOException e) {
      throw KwsException.unwritable(folder, e.getCause());
    }
  }

  /** All at the end: forcing one file after another as they come would take many times as long. */
  private void force() throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          AtomicFile.force(entry);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          forceFile(entry);
        }
      }
    }
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      // another user's, which lay there before
    }
  }

  @Override
  public void close() {
    try {
      marker.close();
    } catch (IOException e) {
      throw KwsException.unwritable(folder, e);
    }
  }
}
