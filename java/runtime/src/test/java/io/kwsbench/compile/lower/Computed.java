package io.kwsbench.compile.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** What a small graph computes in the engine, compared with what a test says. */
final class Computed {
  private Computed() {}

  /** The graph's one output, as floats. */
  static float[] run(GraphBuilder builder, TensorValue... feeds) {
    FrozenGraph graph = builder.build();
    SessionOptions options = new SessionOptions(graph.inputs(), graph.outputs(), 1);
    try (EngineModel model = new NativeEngine().load(graph);
        EngineSession session = model.newSession(options)) {
      for (int i = 0; i < feeds.length; i++) {
        session.feed(i, feeds[i]);
      }
      session.run();
      return session.fetch(0).floats();
    }
  }

  /** Feeds the graph's only input. */
  static float[] of(GraphBuilder builder, float... x) {
    return run(builder, TensorValue.ofFloats(builder.build().inputs().get(0).shape(), x));
  }

  static float[] random(int n, int seed) {
    Random random = new Random(seed);
    return filled(n, i -> random.nextGaussian());
  }

  /** 0, 1, 2, …: what an op that only moves elements makes of it tells where they came from. */
  static float[] places(int n) {
    return filled(n, i -> i);
  }

  static float[] filled(int n, IntToDoubleFunction f) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) f.applyAsDouble(i);
    }
    return values;
  }

  static void assertClose(float[] got, float... expected) {
    assertThat(got).containsExactly(expected, within(2e-5f));
  }
}
