package io.kwsbench.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The temporary files of {@link StagedFile}s, and their removal once a killed process left them.
 *
 * <p>A writer holds a lock on its file until the end. So one that bears such a name and can be
 * locked has no writer any more.
 */
public final class Leftovers {
  private static final String PREFIX = ".kwsbench-";
  private static final String SUFFIX = ".tmp";
  private static final Pattern NAME =
      Pattern.compile("\\.kwsbench-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  /** This process's own: to open and close one of them here would give up its lock. */
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private Leftovers() {}

  /** A new name in a folder, which {@link #forget} gives back. */
  static Path newName(Path folder) {
    Path name = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    LIVE.add(name.getFileName());
    return name;
  }

  static void forget(Path temporary) {
    LIVE.remove(temporary.getFileName());
  }

  /** Removes what killed writers left in a folder; what cannot be removed stays without a word. */
  public static void remove(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isLeftover)) {
      files.forEach(Leftovers::removeUnlessLocked);
    } catch (IOException | RuntimeException e) {
      // another user's file or folder: theirs to remove
    }
  }

  private static boolean isLeftover(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches()
        && !LIVE.contains(file.getFileName())
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeUnlessLocked(Path file) {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      // gone already, or another user's
    }
  }
}
