package io.kwsbench.engine;

import io.kwsbench.graph.TensorName;
import io.kwsbench.graph.TensorSpec;
import java.util.List;

/**
 * What a session runs and with how many threads.
 *
 * @param feeds the tensors that are given for every run, with static shapes (strings are scalars)
 * @param fetches the tensors that a run computes
 * @param threads threads that a run may use; 0 lets the engine choose
 */
public record SessionOptions(List<TensorSpec> feeds, List<TensorName> fetches, int threads) {
  public SessionOptions {
    feeds = List.copyOf(feeds);
    fetches = List.copyOf(fetches);
    if (threads < 0) {
      throw new IllegalArgumentException("threads " + threads);
    }
  }
}
