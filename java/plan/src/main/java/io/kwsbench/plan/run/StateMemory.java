package io.kwsbench.plan.run;

import java.nio.ByteBuffer;

/**
 * The memory of a state between runs. It is apart from the session's, where a run may lay other
 * tensors over what it was fed.
 */
final class StateMemory {
  private final ByteBuffer feed;
  private final ByteBuffer fetch;
  private final byte[] initial;
  private final byte[] kept;

  StateMemory(PlanState state, ByteBuffer feed, ByteBuffer fetch) {
    this.feed = feed;
    this.fetch = fetch;
    initial = state.initial();
    kept = initial.clone();
  }

  /** Before a run. */
  void give() {
    feed.put(0, kept);
  }

  /** After a run. */
  void take() {
    fetch.get(0, kept);
  }

  void reset() {
    System.arraycopy(initial, 0, kept, 0, kept.length);
  }
}
