package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.report.benchmark.WorkloadSection;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Runs every item once and keeps what came out. */
final class FirstRuns {
  private FirstRuns() {}

  /** All outputs for every item, in order. */
  static List<List<TensorValue>> of(EngineSession session, Workload workload) {
    int fetches = session.options().fetches().size();
    List<List<TensorValue>> outputs = new ArrayList<>();
    for (Workload.Item item : workload.items()) {
      List<TensorValue> feeds = item.feeds();
      for (int feed = 0; feed < feeds.size(); feed++) {
        session.feed(feed, feeds.get(feed));
      }
      session.run();
      List<TensorValue> fetched = new ArrayList<>();
      for (int fetch = 0; fetch < fetches; fetch++) {
        fetched.add(session.fetch(fetch));
      }
      outputs.add(fetched);
    }
    return outputs;
  }

  /**
   * The likeliest classes of every item, of which the outputs are; {@code p3} where nobody names
   * class 3. Empty where there are no scores of clips.
   */
  static List<ClipPrediction> heard(
      ClassNames labels, WorkloadSection fed, List<List<TensorValue>> outputs) {
    if (!labels.given() && !(fed.sound() && outputs.stream().allMatch(FirstRuns::areReal))) {
      return List.of();
    }
    List<ClipPrediction> heard = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      heard.add(labels.heard(fed.items().get(i), probabilities(outputs.get(i))));
    }
    return heard;
  }

  /** An item's first output; empty where it is not of floats. */
  static float[] probabilities(List<TensorValue> outputs) {
    return areReal(outputs) ? outputs.get(0).floats() : new float[0];
  }

  private static boolean areReal(List<TensorValue> outputs) {
    return outputs.get(0).dtype() == DType.FLOAT;
  }
}
