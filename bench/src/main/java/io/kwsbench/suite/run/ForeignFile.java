package io.kwsbench.suite.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Model files that are no frozen graphs, by their type. */
final class ForeignFile {
  private static final Set<String> TYPES = Set.of(".onnx", ".tflite", ".kws");

  private ForeignFile() {}

  /** The ending, when it is that of another runtime's model. */
  static Optional<String> extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return TYPES.stream().filter(name::endsWith).findFirst();
  }

  /** The line that says what is missing. */
  static String missing(Path file, String extension) {
    return file
        + ": no engine for "
        + extension
        + " files is installed"
        + (extension.equals(".kws") ? "" : ": run tools/peers in a checkout of kwsbench");
  }
}
