package io.kwsbench.arm;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A bundle's engine against reference probabilities, all graphs in one JVM, for emulators on which
 * a JVM starts slowly ({@code toolchain-arm/run-tests}).
 *
 * <p>{@code BundleParity ENGINE CLIPS ROOT GRAPH.pb=OUTPUTS.csv…}, with paths relative to ROOT,
 * which another ROOT may follow.
 */
final class BundleParity {
  private BundleParity() {}

  public static void main(String[] arguments) throws IOException {
    List<String> all = List.of(arguments);
    Engine engine =
        ServiceLoader.load(Engine.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(e -> e.name().equals(all.get(0)))
            .findFirst()
            .orElseThrow();
    ReferenceCase.report(
        engine.name(),
        ReferenceCase.of(all.subList(2, all.size())),
        Integer.parseInt(all.get(1)),
        (one, rows) -> worst(engine, one, rows));
  }

  private static float worst(Engine engine, ReferenceCase one, List<ReferenceCase.Row> rows) {
    FrozenGraph graph = FrozenGraph.load(one.file());
    float worst = 0;
    try (EngineModel model = engine.load(graph);
        EngineSession session =
            model.newSession(new SessionOptions(graph.inputs(), graph.outputs(), 1))) {
      if (graph.inputs().size() > 1) {
        session.feed(1, TensorValue.ofInt(16_000));
      }
      for (ReferenceCase.Row row : rows) {
        session.feed(0, TensorValue.ofFloats(Shape.of(16_000, 1), row.samples()));
        session.run();
        worst = Math.max(worst, one.compare(row, session.fetch(0).floats()));
      }
    }
    return worst;
  }
}
