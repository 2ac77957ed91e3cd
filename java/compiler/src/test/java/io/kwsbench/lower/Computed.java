package io.kwsbench.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** What a small graph computes in the engine, compared with what a test says. */
final class Computed {
  private Computed() {}

  /** The graph's one output, as floats. */
  static float[] run(GraphBuilder builder, TensorValue... feeds) {
    FrozenGraph graph = builder.build();
    try (PlanModel model = PlanModel.open(GraphCompiler.compile(graph), graph.source());
        PlanSession session = model.newSession(1)) {
      for (int i = 0; i < feeds.length; i++) {
        assertThat(model.feeds().get(i).shape()).isEqualTo(feeds[i].shape());
        session.feed(i).duplicate().put(feeds[i].buffer());
      }
      session.run();
      assertThat(model.fetches().get(0).dtype()).isEqualTo(DType.FLOAT);
      float[] values = new float[session.fetch(0).capacity() / Float.BYTES];
      session.fetch(0).asFloatBuffer().get(0, values);
      return values;
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
