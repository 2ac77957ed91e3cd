package io.kwsbench.suite.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.List;
import java.util.Optional;

/**
 * Several models that ran interleaved, each held against the first. Immutable.
 *
 * @param environment what they ran on
 * @param doubts what makes the times doubtful
 * @param input what they were fed
 * @param rounds rounds measured
 * @param seconds time they took
 * @param interrupted whether they were stopped early
 * @param entries the models, in the order given
 */
public record SideBySide(
    Environment environment,
    @JsonProperty("warnings") List<MeasurementWarning> doubts,
    String input,
    int rounds,
    @JsonProperty("elapsed_seconds") double seconds,
    boolean interrupted,
    List<Entry> entries) {
  /** Raised whenever a field of the JSON rendering changes its meaning or goes. */
  public static final int SCHEMA_VERSION = 2;

  public SideBySide {
    doubts = List.copyOf(doubts);
    entries = List.copyOf(entries);
  }

  /**
   * One model.
   *
   * @param name what tells it from the others
   * @param engine engine and version
   * @param threads threads of a run
   * @param bytes size of the model's file
   * @param nanos run times in nanoseconds
   * @param ratio its time over the first one's; empty for the first, and for too few rounds
   * @param outputs its answers against the first one's; empty for the first, and without clips
   * @param ops every op, from traced runs after the rounds; empty when interrupted, or where nobody
   *     asked
   */
  public record Entry(
      String name,
      String engine,
      int threads,
      @JsonProperty("file_bytes") long bytes,
      @JsonProperty("time_ns") Distribution nanos,
      @JsonProperty("time_ratio") Optional<RatioInterval> ratio,
      Optional<Outputs> outputs,
      Optional<OpTable> ops) {}

  /**
   * The agreement of two models.
   *
   * @param sameClass clips with the same likeliest class
   * @param clips clips that both heard
   * @param largestDifference of two probabilities; empty when the numbers of classes differ, or one
   *     is NaN
   */
  public record Outputs(
      @JsonProperty("same_top_class") int sameClass,
      int clips,
      @JsonProperty("max_abs_difference") Optional<Double> largestDifference) {}
}
