package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.report.WorkloadSection;

/** What was fed, and what had to be done to it. */
public final class WorkloadText {
  private static final int MOST_WARNINGS = 5;

  private WorkloadText() {}

  /** A line, then one for each of the first warnings. */
  public static String of(WorkloadSection workload) {
    StringBuilder out =
        new StringBuilder("Fed with: ").append(Printable.of(workload.description())).append('\n');
    workload.warnings().stream()
        .limit(MOST_WARNINGS)
        .forEach(warning -> out.append("  warning: ").append(Printable.of(warning)).append('\n'));
    int more = workload.warnings().size() - MOST_WARNINGS;
    if (more > 0) {
      out.append("  and ").append(more).append(" more\n");
    }
    return out.toString();
  }
}
