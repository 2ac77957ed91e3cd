package io.kwsbench.measure;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineSession;

/**
 * One graph on one thread and on several, alternating run by run in one process. Both are fed the
 * same, and have to make the same bits.
 *
 * @param one nanoseconds of each run on one thread
 * @param several those of the run on several threads after it
 */
public record ThreadRace(double[] one, double[] several) {
  private static final int WARM_UP = 50;

  /**
   * Races two sessions that have been fed.
   *
   * @throws KwsException when their outputs differ
   */
  public static ThreadRace run(EngineSession one, EngineSession several, int runs) {
    for (int i = 0; i < WARM_UP; i++) {
      one.run();
      several.run();
    }
    if (!one.fetch(0).buffer().equals(several.fetch(0).buffer())) {
      throw new KwsException("one thread and several do not make the same bits");
    }
    double[] first = new double[runs];
    double[] second = new double[runs];
    for (int i = 0; i < runs; i++) {
      first[i] = nanos(one);
      second[i] = nanos(several);
    }
    return new ThreadRace(first, second);
  }

  /** The second of two runs, which finds its own weights and maps in the caches. */
  private static double nanos(EngineSession session) {
    session.run();
    long start = System.nanoTime();
    session.run();
    return System.nanoTime() - start;
  }
}
