package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * One label for every clip: a file with the columns {@code fname,label}. Immutable.
 *
 * @param source what messages call it
 * @param names the clips' file names, in the file's order
 * @param labels the label of each
 */
public record Submission(String source, List<String> names, List<String> labels) {
  static final String NAME = "fname";
  static final String LABEL = "label";

  public Submission {
    names = List.copyOf(names);
    labels = List.copyOf(labels);
    if (names.size() != labels.size()) {
      throw new IllegalArgumentException(names.size() + " names, " + labels.size() + " labels");
    }
  }

  /**
   * Reads a submission; other columns are ignored.
   *
   * @throws KwsException when it cannot be read
   */
  public static Submission read(Path file) {
    List<String> names = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    try (CsvFile csv = new CsvFile(file, List.of(NAME, LABEL))) {
      int name = csv.column(NAME);
      int label = csv.column(LABEL);
      for (CSVRecord row = csv.next(); row != null; row = csv.next()) {
        names.add(row.get(name));
        // a handful of labels, repeated 158,538 times
        labels.add(row.get(label).intern());
      }
    }
    return new Submission(file.toString(), names, labels);
  }

  /**
   * Reads the names alone, from a file with an {@code fname} column.
   *
   * @throws KwsException when it cannot be read
   */
  public static List<String> names(Path file) {
    List<String> names = new ArrayList<>();
    try (CsvFile csv = new CsvFile(file, List.of(NAME))) {
      int name = csv.column(NAME);
      for (CSVRecord row = csv.next(); row != null; row = csv.next()) {
        names.add(row.get(name));
      }
    }
    return List.copyOf(names);
  }

  public int size() {
    return names.size();
  }
}
