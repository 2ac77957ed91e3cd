package io.kwsbench.compile.internal.loop;

import java.util.Optional;

/**
 * Operations that repeat.
 *
 * @param start the first of them
 * @param period operations of an iteration
 * @param trips iterations
 */
record Iterations(int start, int period, int trips) {
  private static final int MIN_TRIPS = 3;

  /** Places where the first operation comes again that are looked at. */
  private static final int MAX_CANDIDATES = 12;

  private static final int MAX_PERIOD = 2000;

  int end() {
    return start + period * trips;
  }

  /**
   * The longest repetition that begins at an operation, by operations' numbers.
   *
   * @param work what was spent on looking, to which this adds
   */
  static Optional<Iterations> at(int[] ids, int start, Work work) {
    Iterations best = null;
    int candidates = 0;
    int last = Math.min(ids.length - 1, start + MAX_PERIOD);
    for (int next = start + 1; next <= last && candidates < MAX_CANDIDATES; next++) {
      if (ids[next] == ids[start]) {
        candidates++;
        Iterations run = new Iterations(start, next - start, trips(ids, start, next - start));
        work.add((long) run.period * run.trips);
        boolean longer = best == null || run.end() > best.end();
        best = run.trips >= MIN_TRIPS && longer ? run : best;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Operations that were looked at; a hostile graph may repeat itself in too many ways. */
  static final class Work {
    private static final long MAX = 100_000_000;

    private long spent;

    void add(long operations) {
      spent += operations;
    }

    boolean isExhausted() {
      return spent > MAX;
    }
  }

  private static int trips(int[] ids, int start, int period) {
    int same = 0;
    while (start + same + period < ids.length && ids[start + same] == ids[start + same + period]) {
      same++;
    }
    return 1 + same / period;
  }
}
