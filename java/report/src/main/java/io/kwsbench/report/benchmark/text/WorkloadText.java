package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.benchmark.WorkloadSection;

/** The input of the runs, with warnings about it. */
public final class WorkloadText {
  private static final int MAX_WARNINGS = 5;

  private WorkloadText() {}

  /** A line, then one for each of the first warnings. */
  public static Section of(WorkloadSection workload) {
    Lines lines = new Lines().add("Fed with: %s", workload.description());
    workload.warnings().stream()
        .limit(MAX_WARNINGS)
        .forEach(warning -> lines.add("  warning: %s", warning));
    addMore(lines, workload);
    return lines.prose();
  }

  /** The first warnings in lines of at most 100 columns, as far as paths allow. */
  public static Section warnings(WorkloadSection workload) {
    Lines lines = new Lines();
    for (String warning : workload.warnings().stream().limit(MAX_WARNINGS).toList()) {
      String mark = "warning: ";
      for (String part : Wrapped.at(Wrapped.COLUMNS - mark.length(), warning)) {
        lines.add("%s%s", mark, part);
        mark = " ".repeat(mark.length());
      }
    }
    addMore(lines, workload);
    return lines.prose();
  }

  private static void addMore(Lines lines, WorkloadSection workload) {
    int more = workload.warnings().size() - MAX_WARNINGS;
    if (more > 0) {
      lines.add("  and %d more", more);
    }
  }
}
