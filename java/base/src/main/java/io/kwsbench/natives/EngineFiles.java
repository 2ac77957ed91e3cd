package io.kwsbench.natives;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The engine's own files, unpacked to a folder that is named after their content, so a rebuilt
 * library is never confused with an old one.
 *
 * <p>JavaCPP's cache compares size and time, and all entries of the natives' jar have one time.
 */
final class EngineFiles {
  static final List<String> LIBRARIES = List.of("kwsbench", "jniKwsNative");
  static final String RUNNER = "kws_run";
  private static final String WINDOWS = "windows-";

  private final Path folder;
  private final String runner;

  private EngineFiles(Path folder, String platform) {
    this.folder = folder;
    this.runner = runnerOf(platform);
  }

  /**
   * The files of a platform, from the class path; empty where it has no library for the platform.
   *
   * @param cache what they are unpacked below; files that are no entries of a jar stay where they
   *     are
   * @throws IOException when they cannot be unpacked
   */
  static Optional<EngineFiles> of(Class<?> origin, String platform, Path cache) throws IOException {
    List<URL> found = new ArrayList<>();
    for (String name : names(platform)) {
      URL url = origin.getResource(platform + "/" + name);
      if (url != null) {
        found.add(url);
      } else if (!name.equals(runnerOf(platform))) {
        return Optional.empty();
      }
    }
    if (found.stream().allMatch(url -> url.getProtocol().equals("file"))) {
      return Optional.of(new EngineFiles(file(found.get(0)).getParent(), platform));
    }
    StringBuilder contents = new StringBuilder("engine-" + platform);
    for (URL url : found) {
      contents.append('-').append(Long.toHexString(checksum(url)));
    }
    Path folder = cache.resolve(contents.toString());
    Files.createDirectories(folder);
    for (URL url : found) {
      unpack(url, folder.resolve(url.getPath().substring(url.getPath().lastIndexOf('/') + 1)));
    }
    return Optional.of(new EngineFiles(folder, platform));
  }

  private static List<String> names(String platform) {
    List<String> names = new ArrayList<>();
    LIBRARIES.forEach(library -> names.add(System.mapLibraryName(library)));
    names.add(runnerOf(platform));
    return names;
  }

  private static String runnerOf(String platform) {
    return platform.startsWith(WINDOWS) ? RUNNER + ".exe" : RUNNER;
  }

  /** The path of a library; name as in {@link System#loadLibrary}. */
  Path library(String name) {
    return folder.resolve(System.mapLibraryName(name));
  }

  /**
   * The path of the runner, which is executable.
   *
   * @throws KwsException when the natives carry none
   */
  Path runner() {
    Path file = folder.resolve(runner);
    if (!Files.isRegularFile(file)) {
      throw new KwsException("the natives of this platform carry no " + RUNNER);
    }
    if (!Files.isExecutable(file) && !file.toFile().setExecutable(true)) {
      throw new KwsException(file + ": cannot be made executable");
    }
    return file;
  }

  private static Path file(URL url) throws IOException {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IOException(url + ": no file", e);
    }
  }

  /** The CRC-32 and size of the content; a jar's entry stores both, so nothing is unpacked. */
  private static long checksum(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection jar && jar.getJarEntry().getCrc() >= 0) {
      return jar.getJarEntry().getCrc() << Integer.SIZE | jar.getJarEntry().getSize();
    }
    try (CheckedInputStream in = new CheckedInputStream(connection.getInputStream(), new CRC32())) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue() << Integer.SIZE | size;
    }
  }

  /** A file appears whole or not at all, whatever other processes do at the same time. */
  private static void unpack(URL url, Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      return;
    }
    String own = file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = file.resolveSibling(own);
    try (InputStream in = url.openStream()) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      if (file.getFileName().toString().startsWith(RUNNER) && !part.toFile().setExecutable(true)) {
        throw new IOException(part + ": cannot be made executable");
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AccessDeniedException e) {
      // Windows: another process was first, and has loaded its own
      if (!Files.isRegularFile(file)) {
        throw e;
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
