package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.files.UnfinishedFolder;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on any path that Hadoop supports. What is wrong is said in one line that names the path.
 */
final class HadoopFiles {
  private static final Logger LOG = LoggerFactory.getLogger(HadoopFiles.class);

  /** The maximum bytes of one clip or model. */
  private static final int MAX_BYTES = 256 << 20;

  private final Configuration configuration;

  HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Fills a file that is being written. */
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  /**
   * A path that was typed.
   *
   * @throws KwsException when it is none
   */
  Path path(String text) {
    try {
      Path path = new Path(text);
      return system(path).makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new KwsException("'" + text + "' is no path: " + e.getMessage(), e);
    }
  }

  FileSystem system(Path path) throws IOException {
    return path.getFileSystem(configuration);
  }

  /**
   * A file's bytes.
   *
   * @throws KwsException when it is not there, not allowed, no file, damaged or too large
   * @throws IOException when reading failed otherwise, which may be the network's fault
   */
  byte[] bytes(Path file) throws IOException {
    if (system(file) instanceof LocalFileSystem local) {
      ClipFiles.requireRegular(local.pathToFile(file).toPath());
    }
    try (InputStream in = system(file).open(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new KwsException(file + ": larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      return bytes;
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw new KwsException(file + ": " + missing(e), e);
    } catch (AccessControlException | ChecksumException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Hadoop reports a file without permission, and a folder, as not found. */
  private static String missing(IOException e) {
    String said = String.valueOf(e.getMessage());
    return said.contains("ermission") || said.contains("irectory") && !said.startsWith("File ")
        ? "cannot be read: " + said
        : "no such file";
  }

  /**
   * A file's bytes, for the driver.
   *
   * @throws KwsException whatever is the matter
   */
  byte[] require(Path file) {
    try {
      return bytes(file);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Returns whether there is such a file.
   *
   * @throws KwsException when that cannot be told
   */
  boolean isFile(Path file) {
    try {
      return system(file).getFileStatus(file).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The clips of a folder and its subfolders, selected as {@link io.kwsbench.audio.ClipFiles} does:
   * paths from the folder, sorted as on a single machine.
   *
   * @param except a folder with something else, which may lie inside; null for none. One that holds
   *     this folder excludes nothing
   * @throws KwsException when it is no folder, cannot be listed or has none
   */
  List<String> clips(Path folder, Path except) {
    List<String> names = new ArrayList<>();
    try {
      if (!isFolder(folder)) {
        throw new KwsException(folder + ": no such folder");
      }
      FileSystem system = system(folder);
      if (system instanceof LocalFileSystem local) {
        // Hadoop takes pipes and devices for files
        java.nio.file.Path root = local.pathToFile(folder).toPath();
        ClipFiles.walk(root, file -> names.add(ClipFiles.name(root, file)));
      } else {
        addClips(system, folder, "", names);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
    String inside = except == null ? "" : except.toUri().getPath() + "/";
    if (except != null && !(folder.toUri().getPath() + "/").startsWith(inside)) {
      names.removeIf(name -> (folder.toUri().getPath() + "/" + name).startsWith(inside));
    }
    if (names.isEmpty()) {
      throw new KwsException(folder + ": has no .wav files");
    }
    names.sort(ClipFiles.NAME_ORDER);
    return names;
  }

  private static void addClips(FileSystem system, Path folder, String prefix, List<String> names)
      throws IOException {
    RemoteIterator<FileStatus> entries = system.listStatusIterator(folder);
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      String name = entry.getPath().getName();
      boolean clip = ClipFiles.isClipName(name);
      if (clip && entry.isFile()) {
        names.add(prefix + name);
      } else if (clip) {
        LOG.warn("skipped: {}: is no file", entry.getPath());
      } else if (entry.isDirectory() && !ClipFiles.isSkippedFolder(name)) {
        addClips(system, entry.getPath(), prefix + name + "/", names);
      }
    }
  }

  boolean isFolder(Path path) throws IOException {
    try {
      return system(path).getFileStatus(path).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * Requires a folder that no command is still filling.
   *
   * @throws KwsException when it is none
   */
  void requireFolder(Path folder) {
    try {
      if (!isFolder(folder)) {
        throw new KwsException(folder + ": no such folder");
      }
      if (system(folder).exists(new Path(folder, UnfinishedFolder.MARKER))) {
        throw new KwsException(
            folder + ": is incomplete: the job that writes it was stopped or is still running");
      }
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  /**
   * Requires that something is there.
   *
   * @return its length, when it is a file
   * @throws KwsException when nothing is
   */
  long requireThere(Path path) {
    try {
      return system(path).getFileStatus(path).getLen();
    } catch (FileNotFoundException e) {
      throw new KwsException(path + ": no such file", e);
    } catch (IOException e) {
      throw new KwsException(path + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  /**
   * Requires that nothing is there, but what a run left that was stopped: a folder with nothing but
   * {@code _temporary}, which is removed.
   *
   * @throws KwsException when there is something
   */
  void requireNew(Path folder) {
    try {
      FileSystem system = system(folder);
      if (!system.exists(folder)) {
        return;
      }
      for (FileStatus entry : system.listStatus(folder)) {
        if (!isFolder(folder) || !entry.getPath().getName().equals("_temporary")) {
          throw new KwsException(folder + ": is there already, and will not be overwritten");
        }
      }
      system.delete(folder, true);
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  private void requireNoFolder(Path file) {
    try {
      if (isFolder(file)) {
        throw new KwsException(file + ": is a folder, not a file to write");
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  /**
   * Requires that a file to write is none of the files to read.
   *
   * @param inputs paths as they were typed; empty ones are none
   * @throws KwsException when it is one
   */
  void requireOther(Path target, Collection<String> inputs) {
    for (String input : inputs) {
      if (!input.isEmpty() && path(input).equals(target)) {
        throw new KwsException(
            target + ": is read by the same command, and will not be overwritten");
      }
    }
  }

  /**
   * Requires that a file which is there begins with a text: that it may be replaced.
   *
   * @throws KwsException when it begins otherwise, or cannot be read
   */
  void requireStart(Path file, String start) {
    byte[] wanted = start.getBytes(StandardCharsets.UTF_8);
    try {
      if (!system(file).exists(file)) {
        return;
      }
      requireNoFolder(file);
      try (InputStream in = system(file).open(file)) {
        if (!Arrays.equals(in.readNBytes(wanted.length), wanted)) {
          throw new KwsException(
              file + ": is in the way and no table of results: move it, or choose another name");
        }
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a text file that appears whole: under another name first, then renamed.
   *
   * @throws KwsException when that fails; nothing is left then
   */
  void write(Path file, Content content) {
    requireNoFolder(file);
    Path temporary = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
    try {
      FileSystem system = system(file);
      try {
        try (Writer out =
            new BufferedWriter(
                new OutputStreamWriter(system.create(temporary), StandardCharsets.UTF_8),
                1 << 16)) {
          content.writeTo(out);
        }
        replace(system, temporary, file);
      } finally {
        system.delete(temporary, false);
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void replace(FileSystem system, Path from, Path to) throws IOException {
    try {
      FileContext.getFileContext(to.toUri(), configuration)
          .rename(from, to, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // one that cannot replace a file in one step
      if (system.exists(to) && !system.delete(to, false)) {
        throw new IOException("the old file cannot be deleted", e);
      }
      if (!system.rename(from, to)) {
        throw new IOException("the finished file cannot be renamed", e);
      }
    }
  }
}
