package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import io.kwsbench.workload.DefaultModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded keyword spotter as a file, for suites that need no model of their own. */
final class EmbeddedGraph {
  /** The name of the embedded graph in a suite. */
  static final String NAME = "embedded";

  private EmbeddedGraph() {}

  /** Written when first asked for; its contents are always the same. */
  private static final class Holder {
    static final Path FILE = write();
  }

  static Path file() {
    return Holder.FILE;
  }

  private static Path write() {
    try {
      Path folder = Files.createTempDirectory("kwsbench");
      Path file = Files.write(folder.resolve(NAME + ".pb"), DefaultModel.graph().toBytes());
      // in reverse order
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new KwsException("the embedded graph cannot be written: " + e.getMessage(), e);
    }
  }
}
