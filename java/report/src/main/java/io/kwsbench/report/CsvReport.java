package io.kwsbench.report;

import io.kwsbench.Printable;
import io.kwsbench.stats.NodeStats;
import java.io.IOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** One row a node, for spreadsheets and scripts. Thread-safe. */
public final class CsvReport implements ReportWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator('\n')
          .setHeader(
              "result",
              "run_order",
              "node_type",
              "name",
              "start_us",
              "first_us",
              "avg_us",
              "median_us",
              "share",
              "memory_bytes",
              "times_called",
              "flops",
              "executed_flops",
              "gflops_per_second",
              "fused")
          .build();

  @Override
  public void write(Report report, Appendable out) throws IOException {
    CSVPrinter csv = new CSVPrinter(out, FORMAT);
    for (Result result : report.results()) {
      for (NodeStats node : result.ops().nodes()) {
        csv.printRecord(
            result.name(),
            node.order(),
            Printable.of(node.type()),
            Printable.of(node.name()),
            decimal(node.startUs()),
            decimal(node.firstUs()),
            decimal(node.avgUs()),
            decimal(node.medianUs()),
            String.format(Locale.ROOT, "%.6f", node.share()),
            node.memoryBytes(),
            node.timesCalled(),
            node.graphFlops().isPresent() ? node.graphFlops().getAsLong() : "",
            node.executedFlops().isPresent() ? node.executedFlops().getAsLong() : "",
            decimal(node.gflopsPerSecond()),
            Printable.of(String.join(" ", node.fused())));
      }
    }
    csv.flush();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
