package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * Floating-point operations of one run; a multiply-add is two.
 *
 * @param counts how many
 * @param coverage how much of the graph they cover
 * @param rates how many a second
 */
public record FlopSection(
    @JsonUnwrapped Counts counts, @JsonUnwrapped Coverage coverage, @JsonUnwrapped Rates rates) {
  /**
   * The FLOP counts.
   *
   * @param benchmarkModel by benchmark_model's rule: MatMul, Conv2D, DepthwiseConv2dNative
   * @param benchmarkModelConvolutions of that, without MatMul
   * @param total by the rules of {@code docs/reference/flops.md}, of every op that ran, as the
   *     graph states it
   * @param executed what the engine executed for it: less where it has merged ops, more where it
   *     pads
   */
  public record Counts(
      long benchmarkModel, long benchmarkModelConvolutions, long total, long executed) {}

  /**
   * The share of the graph that the counts cover.
   *
   * @param nodeCoverage part of the observed nodes whose count is known, 0…1
   * @param timeCoverage part of the ops' time whose count is known, 0…1
   * @param uncovered nodes without a known count, as {@code op name}
   */
  public record Coverage(double nodeCoverage, double timeCoverage, List<String> uncovered) {
    public Coverage {
      uncovered = List.copyOf(uncovered);
    }
  }

  /**
   * The FLOP rates.
   *
   * @param perSecond {@code benchmarkModel} over the mean untraced time
   * @param totalPerSecond {@code total} over the median untraced time: what engines are compared by
   * @param executedPerSecond {@code executed} over the same: what is held against the machine's
   *     peak
   */
  public record Rates(
      @JsonProperty("benchmark_model_per_second") double perSecond,
      double totalPerSecond,
      double executedPerSecond) {}
}
