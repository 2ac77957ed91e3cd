package io.kwsbench.suite.report;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
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
  /** The version that is written; version 1 had other keys, and is read as well. */
  public static final int SCHEMA = 2;

  public HistoryLine {
    suite = suite == null ? "" : suite;
    date = date == null ? "" : date;
    version = version == null ? "" : version;
    cpu = cpu == null ? "" : cpu;
  }

  /** Returns whether it says what a run says: whatever else parses is no run. */
  boolean isSound() {
    return schema >= 1
        && schema <= SCHEMA
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
      @JsonProperty("median_ns") @JsonAlias("median_nanos") double medianNanos,
      @JsonProperty("p99_ns") @JsonAlias("p99_nanos") double p99Nanos,
      @JsonProperty("metrics") @JsonAlias("figures") Map<String, Double> figures,
      String status) {
    public Point {
      status = status == null ? "" : status;
    }

    private boolean isSound() {
      return Double.isFinite(medianNanos) && Double.isFinite(p99Nanos);
    }
  }
}
