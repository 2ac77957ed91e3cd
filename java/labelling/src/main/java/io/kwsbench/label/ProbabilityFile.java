package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a file of probabilities row by row: {@code fname,label} and a column for every class, in
 * any order.
 */
final class ProbabilityFile implements AutoCloseable {
  /** One clip's probabilities, in the order of the labels that the file was opened with. */
  record Row(String name, float[] probabilities) {}

  private final CsvFile csv;
  private final int name;
  private final int[] columns;

  /**
   * @throws io.kwsbench.KwsException when the file cannot be read or a class has no column
   */
  ProbabilityFile(Path file, LabelSet labels) {
    List<String> required = new ArrayList<>(labels.names());
    required.add(Submission.NAME);
    csv = new CsvFile(file, required);
    name = csv.column(Submission.NAME);
    columns = labels.names().stream().mapToInt(csv::column).toArray();
  }

  /**
   * Returns whether a file is a table of probabilities and not a map of bytes, by its name or its
   * first bytes.
   *
   * @throws KwsException when it cannot be read
   */
  static boolean isTable(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return true;
    }
    try (InputStream in = InputFile.open(file)) {
      String start = new String(in.readNBytes(16), StandardCharsets.UTF_8);
      return start.replace("\ufeff", "").startsWith(Submission.NAME + ",");
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  /** The classes that a file has columns of: all but those of the clips' names and labels. */
  static LabelSet labels(Path file) {
    try (CsvFile csv = new CsvFile(file, List.of(Submission.NAME))) {
      List<String> classes = new ArrayList<>(csv.columns());
      classes.removeAll(List.of(Submission.NAME, Submission.LABEL));
      if (classes.isEmpty()) {
        throw new KwsException(
            file + ": has no column of probabilities; a file …_all_labels_probs.csv has them");
      }
      for (String name : classes) {
        if (classes.indexOf(name) != classes.lastIndexOf(name)) {
          throw new KwsException(file + ": has two columns '" + name + "'");
        }
      }
      return new LabelSet(classes);
    }
  }

  /** The next clip, or null after the last. */
  Row next() {
    CSVRecord row = csv.next();
    if (row == null) {
      return null;
    }
    float[] probabilities = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      probabilities[i] = csv.number(row, columns[i]);
    }
    return new Row(row.get(name), probabilities);
  }

  @Override
  public void close() {
    csv.close();
  }
}
