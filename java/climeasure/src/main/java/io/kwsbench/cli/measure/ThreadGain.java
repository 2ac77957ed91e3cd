package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.ThreadRace;
import io.kwsbench.report.roofline.RooflineResult;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.time.Duration;
import java.util.List;

/** Measures the speed-up of several threads over one. */
final class ThreadGain {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ThreadGain() {}

  /** Alternates a graph on one thread and on {@code threads}. */
  static RooflineResult.Threads of(
      LoadedGraph graph, Engine engine, Workload workload, int threads) {
    List<TensorValue> feeds = workload.items().get(0).feeds();
    try (EngineModel model = engine.load(graph.graph());
        EngineSession one = model.newSession(graph.options(1));
        EngineSession several = model.newSession(graph.options(threads))) {
      for (int i = 0; i < feeds.size(); i++) {
        one.feed(i, feeds.get(i));
        several.feed(i, feeds.get(i));
      }
      return result(ThreadRace.run(one, several, LIMIT), threads);
    }
  }

  private static RooflineResult.Threads result(ThreadRace race, int threads) {
    return new RooflineResult.Threads(
        threads,
        race.one().length,
        Distribution.median(race.one()) / 1e3,
        Distribution.median(race.several()) / 1e3,
        Distribution.median(race.woken()) / 1e3,
        PairedRatio.typical(race.one(), race.several()));
  }
}
