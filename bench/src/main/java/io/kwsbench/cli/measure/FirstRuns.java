package io.kwsbench.cli.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Runs every item once and keeps what came out. */
final class FirstRuns {
  private FirstRuns() {}

  /** The first output for every item, in order; empty where it is not of floats. */
  static List<float[]> of(EngineSession session, Workload workload) {
    List<float[]> outputs = new ArrayList<>();
    for (int i = 0; i < workload.items().size(); i++) {
      List<TensorValue> feeds = workload.items().get(i).feeds();
      for (int feed = 0; feed < feeds.size(); feed++) {
        session.feed(feed, feeds.get(feed));
      }
      session.run();
      TensorValue output = session.fetch(0);
      outputs.add(output.dtype() == DType.FLOAT ? output.floats() : new float[0]);
    }
    return outputs;
  }
}
