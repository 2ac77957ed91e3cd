package io.kwsbench.report.benchmark.text;

/**
 * Which of StatSummarizer's sections to print; names and meaning are benchmark_model's.
 *
 * @param sizes every node's output types and shapes
 * @param runOrder all nodes in run order
 * @param runOrderLimit lines of it; 0 is all
 * @param time the slowest nodes
 * @param timeLimit lines of it; 0 is all
 * @param memory the hungriest nodes
 * @param memoryLimit lines of it; 0 is all
 * @param type the summary by node type
 * @param summary the totals
 * @param flops the FLOPs estimate
 */
public record TextOptions(
    boolean sizes,
    boolean runOrder,
    int runOrderLimit,
    boolean time,
    int timeLimit,
    boolean memory,
    int memoryLimit,
    boolean type,
    boolean summary,
    boolean flops) {
  /** benchmark_model's defaults. */
  public static final TextOptions DEFAULT =
      new TextOptions(false, true, 0, true, 10, true, 10, true, true, false);
}
