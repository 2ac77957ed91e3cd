package io.kwsbench.graph.rewrite;

import io.kwsbench.graph.ir.IrGraph;
import java.util.List;

/** The passes and their order. */
public final class Optimizer {
  /** Passes feed each other; graphs settle after three or four rounds. */
  private static final int MOST_ROUNDS = 12;

  private Optimizer() {}

  /** Runs the passes until none finds anything more to do. */
  public static IrGraph optimize(IrGraph graph) {
    IrGraph current = graph;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      IrGraph before = current;
      for (Rewrite pass : passes()) {
        current = pass.apply(current);
      }
      if (current == before) {
        return current;
      }
    }
    return current;
  }

  private static List<Rewrite> passes() {
    return List.of(
        new ConstantFolding(),
        new Views(),
        new Batches(),
        new Scales(),
        new Clips(),
        new SampleRows(),
        new Sharing());
  }

  /** Writes recurrent layers out; nothing is to be optimized afterwards. */
  public static IrGraph writeRecurrences(IrGraph graph, RecurrentForm form) {
    return new RecurrenceWriting(form, IrNodes.of(graph)).apply(graph);
  }

  /** The graph with another end: {@code ending} gets its output and says what the new one is. */
  public static IrGraph extend(IrGraph graph, Ending.Maker ending) {
    return Ending.apply(graph, ending);
  }
}
