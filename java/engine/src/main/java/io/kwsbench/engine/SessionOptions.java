package io.kwsbench.engine;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;

/**
 * The inputs, outputs and threads of a session.
 *
 * @param feeds the tensors that are given for every run, with static shapes (strings are scalars)
 * @param fetches the tensors that a run computes
 * @param threads threads that a run may use; 0 lets the engine choose
 */
public record SessionOptions(List<TensorSpec> feeds, List<TensorName> fetches, int threads) {
  /** Far above any machine of today; an engine that tried more would be busy starting them. */
  private static final int MAX_THREADS = 1024;

  /**
   * @throws KwsException when there are too many threads
   */
  public SessionOptions {
    feeds = List.copyOf(feeds);
    fetches = List.copyOf(fetches);
    if (threads < 0) {
      throw new IllegalArgumentException("threads " + threads);
    }
    requireThreads(threads);
  }

  /**
   * Requires a possible number of threads, for engines that start threads before the inputs are
   * known.
   *
   * @throws KwsException when there are too many
   */
  public static void requireThreads(int threads) {
    if (threads > MAX_THREADS) {
      throw new KwsException(
          threads + " threads are too many for a session: at most " + MAX_THREADS);
    }
  }
}
