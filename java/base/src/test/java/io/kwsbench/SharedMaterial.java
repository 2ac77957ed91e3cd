package io.kwsbench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real graphs, checkpoints and clips that live beside the checkout and not in it.
 *
 * <p>A test that needs them is skipped, with a message, where they are absent; {@link Material}
 * adds them to what is always there. The folder is {@code ../shared} unless the system property
 * {@code kwsbench.shared} names another.
 */
public final class SharedMaterial {
  private SharedMaterial() {}

  /** The path of a shared file or folder; skips the calling test when it is absent. */
  public static Path require(String relative) {
    Path path = root().resolve(relative);
    assumeTrue(Files.exists(path), "skipped: needs the shared material " + path);
    return path;
  }

  /** Whether a shared file or folder is there. */
  public static boolean has(String relative) {
    return Files.exists(root().resolve(relative));
  }

  static Path root() {
    return Path.of(System.getProperty("kwsbench.shared", "../shared")).normalize();
  }
}
