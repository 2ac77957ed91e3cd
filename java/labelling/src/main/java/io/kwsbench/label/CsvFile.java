package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.files.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header, read row by row, so that its size does not matter. One line names what
 * is wrong with it.
 */
final class CsvFile implements AutoCloseable {
  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;

  /**
   * Opens the file and requires some columns.
   *
   * @throws KwsException when it cannot be read or lacks a column
   */
  CsvFile(Path file, List<String> columns) {
    this.file = file;
    try {
      parser = open(file);
    } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
      throw broken(e);
    }
    rows = parser.iterator();
    for (String column : columns) {
      if (!parser.getHeaderMap().containsKey(column)) {
        close();
        throw new KwsException(file + ": has no column " + column);
      }
    }
  }

  private static CSVParser open(Path file) throws IOException {
    Reader reader = TextFile.reader(file);
    try {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .build()
          .parse(reader);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The names of the columns, in order. */
  List<String> columns() {
    return parser.getHeaderNames();
  }

  /** The position of a column that was required. */
  int column(String name) {
    return parser.getHeaderMap().get(name);
  }

  /**
   * The next row, or null after the last.
   *
   * @throws KwsException when it does not have the header's columns
   */
  CSVRecord next() {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      CSVRecord row = rows.next();
      if (!row.isConsistent()) {
        throw new KwsException(at(row) + row.size() + " columns, not the header's");
      }
      return row;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw broken(e);
    }
  }

  /**
   * A probability, or any other number that a float32 holds.
   *
   * @throws KwsException when the cell has none; "NaN" is none
   */
  float number(CSVRecord row, int column) {
    try {
      float number = (float) Double.parseDouble(row.get(column));
      if (!Float.isFinite(number)) {
        throw new KwsException(
            at(row) + "'" + Printable.brief(row.get(column)) + "' is no probability");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new KwsException(
          at(row) + "'" + Printable.brief(row.get(column)) + "' is no number", e);
    }
  }

  private String at(CSVRecord row) {
    return file + ": line " + (row.getRecordNumber() + 1) + ": ";
  }

  private KwsException broken(Exception e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause(); // the others name classes around its message
    }
    return new KwsException(file + ": cannot be read as CSV: " + reason.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
