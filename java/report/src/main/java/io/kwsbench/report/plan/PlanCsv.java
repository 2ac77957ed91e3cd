package io.kwsbench.report.plan;

import io.kwsbench.Printable;
import io.kwsbench.report.plan.PlanResult.StepTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A compiled model's steps as CSV, a row a step. */
final class PlanCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setRecordSeparator("\n")
          .setHeader(
              "kernel",
              "step",
              "nodes",
              "median_us",
              "share",
              "executed_flops",
              "gflops_per_second")
          .build();

  private PlanCsv() {}

  static String of(PlanResult result) {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
      for (StepTime step : result.steps()) {
        csv.printRecord(
            step.kernel(),
            Printable.of(step.step()),
            Printable.of(String.join(" ", step.nodes())),
            step.medianUs(),
            step.share(),
            step.executedFlops(),
            step.gflopsPerSecond());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
