package io.kwsbench.gate;

/** The measurements of one subject: a case of a suite, a graph in an engine, a compiled model. */
public interface GateEvidence {
  /**
   * The untraced runs. Times are in nanoseconds, and 0 where there was no run.
   *
   * @param count how many there were
   * @param median their median time
   * @param p99 the 99th percentile
   */
  record Runs(long count, double median, double p99) {}

  /** The untraced runs. */
  Runs runs();

  /** The figure, or the tensors, that a gate is about. */
  Finding find(Gate gate);

  /** The reference of a figure's growth: a baseline or another case. */
  Finding reference(Gate.Limited gate);

  /** The ratio of times that a gate is about. */
  TimedFinding timed(Gate.Timed gate);
}
