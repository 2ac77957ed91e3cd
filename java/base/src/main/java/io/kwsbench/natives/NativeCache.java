package io.kwsbench.natives;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that native libraries are unpacked to and loaded from: private to this user, so that
 * nobody else can put code there.
 *
 * <p>JavaCPP, which loads all of them, would otherwise fall back to names below the temporary or
 * the current folder that anybody can prepare. Every class that loads a library calls {@link
 * #prepare()} first; a program calls it before anything else. Thread-safe.
 */
public final class NativeCache {
  /** JavaCPP's system property; where the user sets it, that folder is used as it is. */
  public static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** Advice for machines where libraries cannot be unpacked or loaded. */
  static final String REMEDY =
      "set the Java system property "
          + PROPERTY
          + " to a folder of your own, with space, where programs may run";

  private static final String JNA = "jna.tmpdir";

  private static final PrivateFolders FOLDERS = PrivateFolders.ofThisSystem();

  private NativeCache() {}

  /** Decided when this class is first touched, and never again. */
  private static final class Holder {
    static final Choice CHOICE = choose();
  }

  /** The folder, or why there is none. */
  private record Choice(Optional<Path> folder, String refusal) {}

  /**
   * Makes sure that JavaCPP uses a safe folder.
   *
   * @return the folder
   * @throws KwsException when there is none, naming the reason and what to set
   */
  public static Path prepare() {
    return Holder.CHOICE.folder().orElseThrow(() -> new KwsException(Holder.CHOICE.refusal()));
  }

  private static Choice choose() {
    Choice choice = choose(System.getProperty(PROPERTY), candidates());
    // JavaCPP must not go on to folders of its own choice: nothing can be unpacked to a device
    String used = choice.folder().orElseGet(FOLDERS::nowhere).toString();
    System.setProperty(PROPERTY, used);
    // JNA unpacks one library, for as long as it loads it
    System.setProperty(JNA, System.getProperty(JNA, used));
    return choice;
  }

  private static Choice choose(String told, List<Path> candidates) {
    List<String> reasons = new ArrayList<>();
    try {
      if (told != null && !told.isBlank()) {
        return new Choice(Optional.of(Files.createDirectories(Path.of(told)).toAbsolutePath()), "");
      }
      return new Choice(Optional.of(firstPrivate(candidates, reasons)), "");
    } catch (IOException | InvalidPathException e) {
      String reason = told == null || told.isBlank() ? String.join("; ", reasons) : reason(e);
      return new Choice(
          Optional.empty(), "no folder to unpack native libraries to (" + reason + "): " + REMEDY);
    }
  }

  /** Below the home folder; where that cannot be written, one of this user's in the temporary. */
  private static List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    Path home = Path.of(System.getProperty("user.home", ""));
    // a user without an entry in the list of users has the home "?" in Java
    Path real = home.isAbsolute() ? home : Path.of(System.getenv().getOrDefault("HOME", ""));
    if (real.isAbsolute()) {
      candidates.add(real.resolve(".cache").resolve("kwsbench"));
    }
    candidates.add(
        Path.of(System.getProperty("java.io.tmpdir")).resolve("kwsbench-" + FOLDERS.user()));
    return candidates;
  }

  /**
   * The first of the folders that this user alone can write, made if it is not there.
   *
   * @param reasons takes why each of the others is none
   * @throws IOException when all are refused
   */
  static Path firstPrivate(List<Path> candidates, List<String> reasons) throws IOException {
    for (Path candidate : candidates) {
      try {
        return FOLDERS.require(candidate);
      } catch (IOException e) {
        reasons.add(reason(e));
      }
    }
    throw new IOException("none of " + candidates);
  }

  private static String reason(Exception e) {
    if (e instanceof java.nio.file.FileSystemException failed && failed.getFile() != null) {
      String why = failed.getReason();
      String kind = e instanceof java.nio.file.AccessDeniedException ? "permission denied" : "";
      return failed.getFile() + ": " + (why != null ? why : kind.isEmpty() ? "unusable" : kind);
    }
    return e.getMessage();
  }
}
