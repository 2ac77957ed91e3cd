package io.kwsbench.suite.report;

import java.util.Map;

/**
 * One run of a suite in its history.
 *
 * @param schema version of the line's format
 * @param suite the suite's name
 * @param date when
 * @param version what was measured, such as a commit
 * @param cpu on what
 * @param cases by name
 */
public record HistoryLine(
    int schema, String suite, String date, String version, String cpu, Map<String, Point> cases) {
  /** The version that is written. */
  public static final int SCHEMA = 1;

  public HistoryLine {
    suite = suite == null ? "" : suite;
    date = date == null ? "" : date;
    version = version == null ? "" : version;
    cpu = cpu == null ? "" : cpu;
  }

  /** Whether it says what a run says: whatever else parses is no run. */
  boolean isSound() {
    return schema == SCHEMA
        && cases != null
        && cases.values().stream().allMatch(p -> p != null && p.isSound());
  }

  /**
   * One case of one run.
   *
   * @param medianNanos median of all runs
   * @param p99Nanos the 99th percentile
   * @param figures size, instructions and the like
   * @param status the worst status of its gates; empty without gates
   */
  public record Point(
      double medianNanos, double p99Nanos, Map<String, Double> figures, String status) {
    public Point {
      status = status == null ? "" : status;
    }

    private boolean isSound() {
      return Double.isFinite(medianNanos) && Double.isFinite(p99Nanos);
    }
  }
}
