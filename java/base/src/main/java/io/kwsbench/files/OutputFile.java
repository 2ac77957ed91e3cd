package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * A result file at a path from the user. A regular file is replaced in one step; a link stays and
 * its target is replaced; pipes and devices are written directly.
 */
public final class OutputFile {
  private static final int MAX_LINKS = 40;

  private OutputFile() {}

  /**
   * Refuses a target that can only be a mistake; call it before the work begins.
   *
   * @param inputs what the same command reads
   * @throws KwsException when the target is a folder, or one of the inputs
   */
  public static void require(Path target, Collection<Path> inputs) {
    if (Files.isDirectory(target)) {
      throw new KwsException(target + ": is a folder, not a file to write");
    }
    requireOther(target, inputs);
  }

  /**
   * Refuses a target that is one of the inputs.
   *
   * @throws KwsException when it is one
   */
  public static void requireOther(Path target, Collection<Path> inputs) {
    for (Path input : inputs) {
      if (isSame(target, input)) {
        throw new KwsException(
            target + ": is read by the same command, and will not be overwritten");
      }
    }
  }

  private static boolean isSame(Path target, Path input) {
    try {
      // a device may be read and written
      return Files.isRegularFile(target) && Files.isSameFile(target, input);
    } catch (IOException e) {
      return false; // the input is not there
    }
  }

  /**
   * Writes a result.
   *
   * @throws KwsException when that fails; what was there stays
   */
  public static void write(Path target, byte[] content) {
    write(target, out -> out.write(content));
  }

  /**
   * Writes a result.
   *
   * @param content whose {@link IOException}s are told as the target's
   * @throws KwsException when that fails; what was there stays
   */
  public static void write(Path target, AtomicFile.Content content) {
    if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
      toDevice(target, content);
    } else {
      AtomicFile.write(resolve(target), content);
    }
  }

  /** A pipe or /dev/stdout has no old content to keep, and no name to take over. */
  private static void toDevice(Path target, AtomicFile.Content content) {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
      content.writeTo(out);
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }

  /** The file that a link means, also one that is not there yet. */
  public static Path resolve(Path target) {
    Path at = target;
    try {
      for (int i = 0; Files.isSymbolicLink(at); i++) {
        if (i == MAX_LINKS) {
          throw new KwsException(target + ": is a link that leads back to itself");
        }
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
    return at;
  }
}
