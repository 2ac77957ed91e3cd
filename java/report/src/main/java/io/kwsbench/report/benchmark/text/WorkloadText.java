package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.WorkloadSection;

/** The input of the runs, with warnings about it. */
public final class WorkloadText {
  private static final int MOST_WARNINGS = 5;

  private WorkloadText() {}

  /** A line, then one for each of the first warnings. */
  public static Section of(WorkloadSection workload) {
    Lines lines = new Lines().add("Fed with: %s", workload.description());
    addWarnings(lines, "  warning: ", workload);
    return lines.prose();
  }

  /** A line for each of the first warnings. */
  static Section warnings(String mark, WorkloadSection workload) {
    Lines lines = new Lines();
    addWarnings(lines, mark, workload);
    return lines.prose();
  }

  private static void addWarnings(Lines lines, String mark, WorkloadSection workload) {
    workload.warnings().stream()
        .limit(MOST_WARNINGS)
        .forEach(warning -> lines.add("%s%s", mark, warning));
    int more = workload.warnings().size() - MOST_WARNINGS;
    if (more > 0) {
      lines.add("  and %d more", more);
    }
  }
}
