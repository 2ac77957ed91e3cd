package io.kwsbench.engine;

import java.util.List;

/**
 * The ops of one traced run.
 *
 * @param wallNanos time of the whole traced call, seen from outside
 * @param ops the ops in the order in which they started
 */
public record RunTrace(long wallNanos, List<OpTrace> ops) {
  public RunTrace {
    ops = List.copyOf(ops);
  }
}
