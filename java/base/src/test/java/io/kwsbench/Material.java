package io.kwsbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of graphs, checkpoints and clips with what other implementations compute of them.
 *
 * <p>The small ones of {@code fixtures/} are part of the checkout, so that every claim is tested
 * everywhere; the real ones of {@link SharedMaterial} are added where they are.
 */
public enum Material {
  FIXTURES(fixtures(), ""),
  SHARED(SharedMaterial.root(), "keras");

  private final Path root;
  private final String keras;

  Material(Path root, String keras) {
    this.root = root;
    this.keras = keras;
  }

  /** The checkout's own folder, which is above wherever a module's tests run. */
  private static Path fixtures() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("fixtures/clips.txt"))) {
        return at.resolve("fixtures");
      }
    }
    throw new IllegalStateException("no fixtures/ above " + Path.of("").toAbsolutePath());
  }

  /** Both, or the fixtures alone where the shared folder is absent. */
  public static Stream<Material> present() {
    return Stream.of(values()).filter(material -> Files.isDirectory(material.root));
  }

  /** A fixture, which has to be there. */
  public static Path fixture(String relative) {
    return FIXTURES.path(relative);
  }

  /** A fixture, and its like of the shared folder where that is. */
  public static Stream<Path> both(String fixture, String shared) {
    return present().map(material -> material.path(material == FIXTURES ? fixture : shared));
  }

  /** A file or folder of this material. */
  public Path path(String relative) {
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw new IllegalStateException("missing: " + path);
    }
    return path;
  }

  /** A file or folder that the 2017 system's stack made, which both have under the same name. */
  public Path original(String relative) {
    return path(keras).resolve(relative);
  }

  /** The clips that every file of reference outputs covers, in order. */
  public List<Path> clips() {
    return lines(original("clips.txt")).stream().map(this::path).toList();
  }

  /** The files and folders in a folder whose names match an expression, sorted. */
  public static List<Path> matching(Path folder, String name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
