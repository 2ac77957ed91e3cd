package io.kwsbench.tensorflow.formats;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.graph.FrozenGraph;

/** One run of an imported graph. */
final class Run {
  private Run() {}

  static float[] once(String engine, FrozenGraph graph, CsvTensor input) {
    try (EngineModel model = Engines.installed().find(engine).orElseThrow().load(graph);
        EngineSession session = model.newSession(1)) {
      session.feedFloats(0, input.values());
      session.run();
      return session.fetch(0).floats();
    }
  }

  /** The largest difference, relative to the largest of the wanted values. */
  static double largestDifference(float[] actual, float[] wanted) {
    if (actual.length != wanted.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < wanted.length; i++) {
      double difference = Math.abs((double) actual[i] - wanted[i]);
      largest = difference <= largest ? largest : difference;
      scale = Math.max(scale, Math.abs(wanted[i]));
    }
    return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest == 0 ? 0 : largest / scale;
  }
}
