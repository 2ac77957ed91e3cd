package io.kwsbench.graph.rewrite;

import io.kwsbench.graph.ir.IrGraph;
import java.util.ArrayList;
import java.util.List;

/** Runs passes that feed each other, round after round. */
public final class Passes {
  /** Graphs settle after three or four rounds; passes that undo each other never do. */
  private static final int MOST_ROUNDS = 100;

  private Passes() {}

  /**
   * The graph that is left when none of the passes finds anything more to do.
   *
   * @throws IllegalStateException when they do not come to an end, which is a fault of theirs; the
   *     message names those that went on
   */
  public static IrGraph settled(IrGraph graph, List<Pass> passes) {
    IrGraph current = graph;
    List<Pass> active = List.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      active = new ArrayList<>();
      for (Pass pass : passes) {
        IrGraph next = pass.apply(current);
        if (next != current) {
          active.add(pass);
        }
        current = next;
      }
      if (active.isEmpty()) {
        return current;
      }
    }
    throw new IllegalStateException(
        "passes do not settle in " + MOST_ROUNDS + " rounds: " + names(active));
  }

  private static String names(List<Pass> passes) {
    return String.join(", ", passes.stream().map(Pass::name).toList());
  }
}
