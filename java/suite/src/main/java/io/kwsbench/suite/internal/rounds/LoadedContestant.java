package io.kwsbench.suite.internal.rounds;

import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.load.LoadedCase;
import java.util.function.LongSupplier;

/** One contestant with its loaded model. Not thread-safe. */
public final class LoadedContestant implements AutoCloseable {
  private final Contestant contestant;
  private final SuiteCase one;
  private final CaseLoader loader;
  private final LongSupplier clock;
  private LoadedCase loaded;
  private int runsASlot;

  LoadedContestant(Contestant contestant, SuiteCase one, CaseLoader loader, LongSupplier clock) {
    this.contestant = contestant;
    this.one = one;
    this.loader = loader;
    this.clock = clock;
  }

  /** Whose turn it takes. */
  public Contestant contestant() {
    return contestant;
  }

  /** The model. */
  public LoadedCase loaded() {
    return loaded;
  }

  /** Loads the model, a second time after the first copy is gone. */
  void load() {
    close();
    loaded = loader.load(one);
    loaded.feed(0);
  }

  void setRunsASlot(int runs) {
    runsASlot = runs;
  }

  /** The times of one slot. The first run only brings caches back and is not counted. */
  long[] slot(int round) {
    return loaded.timed(round * runsASlot, runsASlot, clock);
  }

  LongSupplier clock() {
    return clock;
  }

  /** One timed run. */
  long once() {
    return loaded.once(clock);
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }
}
