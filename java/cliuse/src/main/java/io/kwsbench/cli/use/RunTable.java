package io.kwsbench.cli.use;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.render.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The output of {@code run}: rows of numbers as CSV, JSON or text. */
interface RunTable {
  /** The formats, the usual one first. */
  List<Format> FORMATS = List.of(Format.CSV, Format.JSON, Format.TEXT);

  /** The rows of the CSV, its head first. */
  void csv(CSVPrinter out) throws IOException;

  /** The objects of the JSON. */
  void json(ArrayNode out);

  /** The text, with a line break at its end. */
  String text();

  /** The whole table in one of {@link #FORMATS}. */
  default String render(Format format) {
    try {
      return switch (format) {
        case CSV -> rows();
        case JSON -> objects();
        case TEXT -> text();
        default -> throw new IllegalArgumentException(format.label());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String rows() throws IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').build())) {
      csv(csv);
    }
    return out.toString();
  }

  private String objects() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    json(list);
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }

  /** A number of CSV and text: nine significant digits, which tell any two floats apart. */
  static String digits(double value) {
    return CppNumbers.significant(value, 9);
  }
}
