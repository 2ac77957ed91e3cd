package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.nio.file.Path;
import java.util.List;

/** A file with one label per line, in the order of a model's outputs; blank lines do not count. */
public final class LabelFile {
  /** Bytes of a million labels. */
  private static final int MAX_BYTES = 16 << 20;

  private LabelFile() {}

  /**
   * The labels, at least one.
   *
   * @throws KwsException when the file cannot be read, is not UTF-8 text or has no label
   */
  public static List<String> read(Path file) {
    return labels(TextFile.read(file, MAX_BYTES), file.toString());
  }

  /**
   * The labels of a file whose bytes are already here, at least one.
   *
   * @param name of the file, for the message
   * @throws KwsException when they are not UTF-8 text or have no label
   */
  public static List<String> parse(byte[] bytes, String name) {
    return labels(TextFile.decode(bytes, name), name);
  }

  private static List<String> labels(String text, String name) {
    List<String> labels = TextFile.entries(text);
    if (labels.isEmpty()) {
      throw new KwsException(name + ": no label in it");
    }
    return labels;
  }
}
