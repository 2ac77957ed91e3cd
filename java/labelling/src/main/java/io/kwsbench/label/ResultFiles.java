package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;

/**
 * Results as the original's submission files ({@code make_submission.py}), written clip by clip as
 * they come; the files appear whole, at the end.
 *
 * <p>A clip that could not be read has no row. For one thread.
 */
final class ResultFiles implements AutoCloseable {
  private final Path folder;
  private final LabelSet labels;
  private final Map<ResultTable, PartialFile> files = new EnumMap<>(ResultTable.class);
  private final StringBuilder line = new StringBuilder();

  /**
   * Starts the files, all in one folder.
   *
   * @throws KwsException when one cannot be written
   */
  ResultFiles(Path folder, Map<ResultTable, Path> targets, LabelSet labels) {
    this.folder = folder;
    this.labels = labels;
    try {
      targets.forEach((table, target) -> files.put(table, new PartialFile(target)));
      files.forEach((table, file) -> file.write(header(table)));
    } catch (KwsException e) {
      close();
      throw e;
    }
  }

  private StringBuilder header(ResultTable table) {
    line.setLength(0);
    table.appendHeader(line, labels);
    return line;
  }

  /** Adds a clip's rows. */
  void add(String name, float[] probabilities) {
    files.forEach(
        (table, file) -> {
          line.setLength(0);
          table.appendRow(line, labels, name, probabilities);
          file.write(line);
        });
  }

  /**
   * Makes the files appear, on the disk.
   *
   * @throws KwsException when that fails
   */
  void publish() {
    // a disk has more than one at a time written
    files.values().parallelStream().forEach(PartialFile::force);
    files.values().forEach(PartialFile::publish);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() {
    files.values().forEach(PartialFile::close);
  }
}
