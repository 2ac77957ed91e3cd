package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.ThreadRace;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The speed-up of several threads over one, as text. */
final class ThreadTable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ThreadTable() {}

  /** Alternates a graph on one thread and on {@code threads}. */
  static String of(LoadedGraph graph, Engine engine, Workload workload, int threads) {
    List<TensorValue> feeds = workload.items().get(0).feeds();
    try (EngineModel model = engine.load(graph.graph());
        EngineSession one = model.newSession(graph.options(1));
        EngineSession several = model.newSession(graph.options(threads))) {
      for (int i = 0; i < feeds.size(); i++) {
        one.feed(i, feeds.get(i));
        several.feed(i, feeds.get(i));
      }
      return text(ThreadRace.run(one, several, LIMIT), threads);
    }
  }

  private static String text(ThreadRace race, int threads) {
    String gain =
        PairedRatio.typical(race.one(), race.several())
            .map(
                r ->
                    String.format(
                        Locale.ROOT,
                        "%.2f times, 99 %% interval [%.2f, %.2f]",
                        r.ratio(),
                        r.low(),
                        r.high()))
            .orElse("-");
    return String.format(
        Locale.ROOT,
        "%nOn 1 thread %.1f us, on %d threads %.1f us (%.1f when they were asleep), medians of %d"
            + " alternating runs, same bits: %s faster%n",
        Distribution.median(race.one()) / 1e3,
        threads,
        Distribution.median(race.several()) / 1e3,
        Distribution.median(race.woken()) / 1e3,
        race.one().length,
        gain);
  }
}
