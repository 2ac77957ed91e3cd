package io.kwsbench.measure;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineSession;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * One graph on one thread and on several, alternating run by run in one process. Both are fed the
 * same, and have to make the same bits.
 *
 * @param one nanoseconds of each run on one thread
 * @param several those of the run on several threads after it
 * @param woken those of the run before that one, for which the threads had to be woken
 */
public record ThreadRace(double[] one, double[] several, double[] woken) {
  private static final int WARM_UP = 50;
  private static final int FEWEST_PAIRS = 50;

  /**
   * Races two sessions that have been fed, for about that long.
   *
   * @throws KwsException when their outputs differ
   */
  public static ThreadRace run(EngineSession one, EngineSession several, Duration limit) {
    for (int i = 0; i < WARM_UP; i++) {
      one.run();
      several.run();
    }
    if (!one.fetch(0).buffer().equals(several.fetch(0).buffer())) {
      throw new KwsException("one thread and several do not make the same bits");
    }
    DoubleStream.Builder ones = DoubleStream.builder();
    DoubleStream.Builder severals = DoubleStream.builder();
    DoubleStream.Builder wakings = DoubleStream.builder();
    long start = System.nanoTime();
    for (int i = 0; i < FEWEST_PAIRS || System.nanoTime() - start < limit.toNanos(); i++) {
      // the second of two runs, which finds its own weights and maps in the caches
      nanos(one);
      ones.add(nanos(one));
      wakings.add(nanos(several));
      severals.add(nanos(several));
    }
    return new ThreadRace(
        ones.build().toArray(), severals.build().toArray(), wakings.build().toArray());
  }

  private static double nanos(EngineSession session) {
    long start = System.nanoTime();
    session.run();
    return System.nanoTime() - start;
  }
}
