package io.kwsbench.suite.report;

import io.kwsbench.suite.result.GateStatus;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one line that says how a suite came out. */
final class SuiteSummary {
  private SuiteSummary() {}

  static String line(SuiteResult result) {
    List<String> parts = new ArrayList<>();
    for (GateStatus status : GateStatus.values()) {
      long count = result.count(status);
      if (count > 0) {
        parts.add(count + " " + status.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return parts.isEmpty() ? "no gates" : "gates: " + String.join(", ", parts);
  }
}
