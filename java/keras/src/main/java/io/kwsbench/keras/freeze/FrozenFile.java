package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.files.OutputFile;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a frozen graph goes to: written whole or not at all, and never over something that
 * somebody else made.
 *
 * <p>What this program writes carries an attribute that TensorFlow leaves alone, as it does all
 * whose names start with an underscore: {@link #MARK} on the entry's placeholder.
 */
public final class FrozenFile {
  /** The attribute by which a graph of this program is known. */
  static final String MARK = MetadataAttributes.MARK;

  private FrozenFile() {}

  /**
   * Refuses a file that this program did not write.
   *
   * @param force whether it may be overwritten all the same
   * @throws KwsException when it may not
   */
  public static void requireWritable(Path file, boolean force) {
    if (Files.isDirectory(file)) {
      throw new KwsException(file + ": is a folder");
    }
    if (!force && Files.exists(file) && !isOurs(file)) {
      throw new KwsException(new FreezeReason.ForeignFile(file.toString()));
    }
  }

  private static boolean isOurs(Path file) {
    try {
      return FrozenGraph.load(file).nodes().stream()
          .anyMatch(node -> node.attrs().containsKey(MARK));
    } catch (KwsException e) {
      return false; // no graph at all
    }
  }

  /**
   * Writes a graph; its folder is made when missing.
   *
   * @throws KwsException when that fails; what was there stays as it was
   */
  public static void write(Path file, byte[] graph) {
    OutputFile.write(file, graph);
  }
}
