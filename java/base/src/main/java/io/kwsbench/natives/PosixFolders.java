package io.kwsbench.natives;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Users by number, and a file's nine permissions: Linux and macOS. */
final class PosixFolders extends PrivateFolders {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final String OWNER = "unix:uid";
  private static final Path SELF = Path.of("/proc/self");

  @Override
  String user() {
    return owner().toString();
  }

  @Override
  Path nowhere() {
    return Path.of("/dev/null");
  }

  @Override
  void make(Path folder) throws IOException {
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
  }

  @Override
  String openness(Path folder) throws IOException {
    return PRIVATE.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
        ? null
        : "chmod 700 it once you trust it";
  }

  @Override
  Object owner(Path file) throws IOException {
    return Files.getAttribute(file, OWNER, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  Object owner() {
    try {
      // a link, whose target belongs to whom the process does
      return Files.exists(SELF) ? Files.getAttribute(SELF, OWNER) : ownerOfNewFile();
    } catch (IOException e) {
      throw new KwsException("this process's user is unknown: " + e.getMessage(), e);
    }
  }
}
