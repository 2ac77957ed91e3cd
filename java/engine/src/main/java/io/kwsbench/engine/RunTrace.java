package io.kwsbench.engine;

import java.util.List;

/**
 * What one traced run did.
 *
 * @param wallNanos time of the whole traced call, seen from outside
 * @param ops the ops in the order in which they started
 */
public record RunTrace(long wallNanos, List<OpTrace> ops) {
  public RunTrace {
    ops = List.copyOf(ops);
  }
}
