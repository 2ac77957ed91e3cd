package io.kwsbench.compile;

import io.kwsbench.plan.Plan;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import java.nio.FloatBuffer;

/** What a plan computes. */
final class Answer {
  private Answer() {}

  /** The first output for the only input. */
  static float[] of(Plan plan, float... x) {
    try (PlanModel model = PlanModel.open(plan, "test");
        PlanSession session = model.newSession(1)) {
      session.feed(0).asFloatBuffer().put(x);
      session.run();
      FloatBuffer fetch = session.fetch(0).asFloatBuffer();
      float[] y = new float[fetch.remaining()];
      fetch.get(y);
      return y;
    }
  }
}
