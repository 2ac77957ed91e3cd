package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Reading;
import io.kwsbench.report.Report;

/**
 * The report's readings in Bencher Metric Format: benchmarks, their measures, a value each.
 *
 * <p>Source: https://bencher.dev/docs/reference/bencher-metric-format.
 */
final class BencherRenderer {
  private BencherRenderer() {}

  static String of(Report report) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    for (Reading reading : report.readings()) {
      ObjectNode metric = root.withObjectProperty(reading.of()).putObject(reading.measure());
      metric.put("value", reading.value());
      reading
          .range()
          .ifPresent(
              range -> metric.put("lower_value", range.low()).put("upper_value", range.high()));
    }
    return root.toPrettyString() + "\n";
  }
}
