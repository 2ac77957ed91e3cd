package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.files.OutputFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Probabilities of the twelve classes of {@link LabelSet#MAP} as bytes, clip after clip, without a
 * header: the layout of a NumPy memmap of shape (clips, 12) and type uint8. Immutable.
 */
public final class ProbabilityMap {
  /** Bytes of a clip. */
  public static final int CLASSES = LabelSet.MAP.size();

  private static final int MAX_BYTES = 1 << 30;
  private final byte[] bytes;

  private ProbabilityMap(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a map.
   *
   * @throws KwsException when it cannot be read or has no whole number of clips
   */
  public static ProbabilityMap read(Path file) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES, "a probability map");
    if (bytes.length % CLASSES != 0) {
      throw new KwsException(
          file
              + ": "
              + bytes.length
              + " bytes are no probability map: not a multiple of "
              + CLASSES
              + " (a table of probabilities is called .csv)");
    }
    return new ProbabilityMap(bytes);
  }

  /** The number of clips. */
  public int size() {
    return bytes.length / CLASSES;
  }

  /** A clip's value for a class, 0 to 255. */
  public int value(int clip, int label) {
    return Byte.toUnsignedInt(bytes[clip * CLASSES + label]);
  }

  /** A clip's bytes. */
  byte[] clip(int clip) {
    return Arrays.copyOfRange(bytes, clip * CLASSES, (clip + 1) * CLASSES);
  }

  /** Returns whether a file is a table of probabilities ({@code .csv}), and no map. */
  public static boolean isTable(Path file) {
    return ProbabilityFile.isTable(file);
  }

  /**
   * The classes of a table of probabilities, which its header names.
   *
   * @throws KwsException when it cannot be read, or has labels alone
   */
  public static LabelSet labels(Path table) {
    return ProbabilityFile.labels(table);
  }

  private static ClassConversion conversion(Path probabilities, LabelSet labels) {
    try {
      return new ClassConversion(labels);
    } catch (KwsException e) {
      throw new KwsException(probabilities + ": " + e.getMessage(), e);
    }
  }

  /**
   * Converts a file of probabilities into a map, row by row.
   *
   * @return the number of clips
   * @throws KwsException when the probabilities cannot be read or the map not written
   */
  public static int convert(Path probabilities, LabelSet labels, Path map) {
    ClassConversion conversion = conversion(probabilities, labels);
    int[] clips = new int[1];
    try (ProbabilityFile file = new ProbabilityFile(probabilities, labels)) {
      OutputFile.write(
          map,
          out -> {
            for (var row = file.next(); row != null; row = file.next()) {
              out.write(conversion.convert(row.probabilities()));
              clips[0]++;
            }
          });
    }
    return clips[0];
  }

  /**
   * Converts with the clips in the order of {@code names}; rows of other clips are left out.
   *
   * @throws KwsException also when a name has no row, or two
   */
  public static int convert(Path probabilities, LabelSet labels, Path map, List<String> names) {
    ClassConversion conversion = conversion(probabilities, labels);
    Map<String, byte[]> rows = new HashMap<>();
    try (ProbabilityFile file = new ProbabilityFile(probabilities, labels)) {
      for (var row = file.next(); row != null; row = file.next()) {
        if (rows.put(row.name(), conversion.convert(row.probabilities())) != null) {
          throw new KwsException(probabilities + ": clip " + row.name() + " has two rows");
        }
      }
    }
    for (String name : names) {
      if (!rows.containsKey(name)) {
        throw new KwsException(probabilities + ": clip " + name + " has no row");
      }
    }
    OutputFile.write(
        map,
        out -> {
          for (String name : names) {
            out.write(rows.get(name));
          }
        });
    return names.size();
  }
}
