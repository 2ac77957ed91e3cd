package io.kwsbench.audio;

import io.kwsbench.KwsException;
import io.kwsbench.files.FileNames;
import io.kwsbench.files.InputFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WAV files of a folder that count as clips.
 *
 * <p>A clip is a regular file, or a link to one, called {@code *.wav} in any case, at any depth.
 * Hidden files are none ({@code ._yes.wav} is what macOS leaves beside {@code yes.wav}), and
 * folders that are hidden or that a system keeps for itself ({@code __MACOSX}, {@code lost+found})
 * hold none. What is called like a clip but is a pipe, a device, a folder or a link to nothing is
 * logged once and never opened.
 */
public final class ClipFiles {
  /** The order of names: that of their UTF-8, which is that of their code points. */
  public static final Comparator<String> NAME_ORDER =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /** Opening one may wait for ever. */
  private static final String NOT_REGULAR = "a pipe or a device, not a file";

  private static final Logger LOG = LoggerFactory.getLogger(ClipFiles.class);
  private static final String EXTENSION = ".wav";

  /** In lower case: from zip files of macOS, NAS boxes, file systems and Windows. */
  private static final Set<String> SYSTEM_FOLDERS =
      Set.of(
          "__macosx",
          "@eadir",
          "lost+found",
          "#recycle",
          "$recycle.bin",
          "system volume information");

  // several parts of a command may list one folder, but nobody wants to read of a pipe twice
  private static final Set<Path> LOGGED = ConcurrentHashMap.newKeySet();

  private ClipFiles() {}

  /** Returns whether a file of this name, without its folder, is a clip if it is a regular file. */
  public static boolean isClipName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(EXTENSION) && !isHidden(name);
  }

  /** Returns whether a folder of this name, inside a folder of clips, is left alone. */
  public static boolean isSkippedFolder(String name) {
    return isHidden(name) || SYSTEM_FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  /**
   * The clips that an argument means: the file itself, whatever it is called, or all of a folder in
   * {@link #NAME_ORDER}.
   *
   * @throws KwsException when a folder has none or cannot be listed
   */
  public static List<Path> under(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    List<Path> found = below(fileOrFolder);
    if (found.isEmpty()) {
      throw new KwsException(fileOrFolder + ": has no .wav files");
    }
    return found;
  }

  /**
   * The clips of a folder in {@link #NAME_ORDER}; perhaps none.
   *
   * @throws KwsException when it is no folder, or it or one below cannot be listed
   */
  public static List<Path> below(Path folder) {
    List<Path> found = new ArrayList<>();
    walk(folder, found::add);
    found.sort(Comparator.comparing(file -> name(folder, file), NAME_ORDER));
    return Collections.unmodifiableList(found);
  }

  /**
   * Requires that what is there may be opened, before it is.
   *
   * @throws KwsException when it is a folder, a pipe or a device
   */
  public static void requireRegular(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "a folder, not a clip" : NOT_REGULAR;
      throw new KwsException(file + ": " + what);
    }
  }

  /**
   * The name of a clip in results: its path from the folder, with {@code /} between folders.
   *
   * @param file as {@link #walk} gave it
   */
  public static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  /**
   * Visits the clips of a folder in no particular order.
   *
   * @throws KwsException when it is no folder, it or one below cannot be listed, or this Java
   *     cannot hold a clip's name
   */
  public static void walk(Path folder, Consumer<Path> clip) {
    InputFolder.require(folder);
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new ClipVisitor(folder, clip));
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static void skip(Path file, String reason) {
    if (LOGGED.add(file.toAbsolutePath().normalize())) {
      LOG.warn("skipped: {}: {}", file, reason);
    }
  }

  private static final class ClipVisitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Consumer<Path> clip;

    ClipVisitor(Path root, Consumer<Path> clip) {
      this.root = root;
      this.clip = clip;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      // a folder that was asked for is read, whatever it is called
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      String name = folder.getFileName().toString();
      if (isClipName(name)) {
        skip(folder, "a folder, not a clip");
        return FileVisitResult.SKIP_SUBTREE;
      }
      return isSkippedFolder(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isClipName(file.getFileName().toString())) {
        if (!FileNames.areUnicode()) {
          FileNames.requireHeld(file); // many names may be lost, so this is no fault of one clip
        }
        if (attributes.isRegularFile()) {
          clip.accept(file);
        } else {
          skip(file, attributes.isSymbolicLink() ? "a link to nothing" : NOT_REGULAR);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof FileSystemLoopException) {
        skip(file, "a link back to a folder above it");
        return FileVisitResult.CONTINUE;
      }
      if (isSkippedFolder(file.getFileName().toString()) && !file.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
