package io.kwsbench.gate;

import io.kwsbench.tensor.TensorSpec;
import java.util.List;

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

  /** The figure that a gate is about. */
  Finding<Measurement> measurement(Gate gate);

  /** The graph's own inputs. */
  Finding<List<TensorSpec>> inputs();

  /** The graph's own outputs. */
  Finding<List<TensorSpec>> outputs();

  /** The reference of a figure's growth: a baseline or another case. */
  Finding<Measurement> reference(Gate.Limited gate);

  /** The ratio of times that a gate is about. */
  TimedFinding timed(Gate.Timed gate);
}
