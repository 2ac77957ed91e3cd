package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void sessionsOfOneModelRunAtTheSameTime() throws Exception {
    try (EngineModel model = TinyGraphs.model()) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        float mine = t;
        tasks.add(() -> runMany(model, mine));
      }
      for (Future<Integer> runs : pool.invokeAll(tasks)) {
        assertThat(runs.get()).isEqualTo(2_000);
      }
    }
  }

  private static int runMany(EngineModel model, float mine) {
    try (EngineSession session = TinyGraphs.session(model)) {
      int right = 0;
      for (int i = 0; i < 2_000; i++) {
        session.feed(0, TinyGraphs.x(mine, i, 0, 0));
        session.run();
        float[] y = session.fetch(0).floats();
        right += y[0] == 2 * mine && y[1] == 2f * i ? 1 : 0;
      }
      return right;
    }
  }

  @Test
  void closeWaitsForTheRunUnderWay() throws Exception {
    try (EngineModel model = TinyGraphs.model()) {
      for (int round = 0; round < 50; round++) {
        EngineSession session = TinyGraphs.session(model);
        session.feed(0, TinyGraphs.x(1, 2, 3, 4));
        AtomicLong runs = new AtomicLong();
        Future<?> runner = pool.submit(() -> runForever(session, runs));
        while (runs.get() < 10) {
          Thread.onSpinWait();
        }
        session.close();
        assertThat(endedBy(runner)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  private static void runForever(EngineSession session, AtomicLong runs) {
    while (true) {
      session.run();
      runs.incrementAndGet();
    }
  }

  private static Throwable endedBy(Future<?> runner) throws InterruptedException {
    try {
      runner.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
