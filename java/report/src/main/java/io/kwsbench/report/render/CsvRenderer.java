package io.kwsbench.report.render;

import io.kwsbench.Printable;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The report's rows, for spreadsheets and scripts. */
final class CsvRenderer {
  private CsvRenderer() {}

  static String of(Report report) {
    Section.Table table = report.rows();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setHeader(table.heads().toArray(String[]::new))
            .build();
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(out, format)) {
      for (List<Object> row : table.rows()) {
        csv.printRecord(row.stream().map(CsvRenderer::cell).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static Object cell(Object cell) {
    return cell instanceof String text ? Printable.of(text) : cell;
  }
}
