package io.kwsbench.label;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
