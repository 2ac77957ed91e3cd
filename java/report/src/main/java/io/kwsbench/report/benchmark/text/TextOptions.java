package io.kwsbench.report.benchmark.text;

import java.util.List;

/**
 * The sections of StatSummarizer to print; names and meaning are benchmark_model's.
 *
 * @param sizes every node's output types and shapes
 * @param runOrder all nodes in run order
 * @param time the slowest nodes
 * @param memory the hungriest nodes
 * @param type the summary by node type
 * @param summary the totals
 * @param flops the FLOPs estimate
 */
public record TextOptions(
    boolean sizes,
    Listing runOrder,
    Listing time,
    Listing memory,
    boolean type,
    boolean summary,
    boolean flops) {
  /** benchmark_model's defaults. */
  public static final TextOptions DEFAULT =
      new TextOptions(
          false,
          new Listing(true, 0),
          new Listing(true, 10),
          new Listing(true, 10),
          true,
          true,
          false);

  /**
   * A list of nodes.
   *
   * @param shown whether it is printed
   * @param limit lines of it; 0 is all
   */
  public record Listing(boolean shown, int limit) {
    /** The part of the nodes that it has. */
    <T> List<T> of(List<T> nodes) {
      return limit > 0 ? nodes.subList(0, Math.min(limit, nodes.size())) : nodes;
    }
  }
}
