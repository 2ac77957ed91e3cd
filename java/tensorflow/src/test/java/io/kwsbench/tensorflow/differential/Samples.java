package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up graphs, each from a seed of its own. */
final class Samples {
  private static final List<List<Draw>> FAMILIES =
      List.of(
          ElementwiseDraws.ALL,
          ElementwiseDraws.ALL,
          TruthDraws.ALL,
          LayoutDraws.ALL,
          JoinDraws.ALL,
          ReductionDraws.ALL,
          SoftmaxDraws.ALL,
          PatternDraws.ALL,
          IndexDraws.ALL,
          WindowDraws.ALL,
          WindowDraws.ALL,
          CellDraws.ALL,
          RecurrentDraws.ALL,
          LoopDraws.ALL,
          RareDraws.ALL);

  private Samples() {}

  static Sample of(long seed) {
    Sketch s = new Sketch(new Random(seed));
    boolean image = s.chance(0.4);
    s.feed(Shapes.random(s, image ? 4 : s.number(1, 4)), s.chance(0.2) ? 0.3 : -2, 2);
    if (s.chance(0.3)) {
      s.feed(Shapes.random(s, s.number(0, 4)), -1, 1);
    }
    int most = s.number(2, 14);
    for (int made = 0, tried = 0; made < most && tried < 100; tried++) {
      List<Draw> family = s.one(FAMILIES);
      made += s.one(family).on(s).isPresent() ? 1 : 0;
    }
    List<Value> made = s.all(v -> !v.name().startsWith("x"));
    List<Value> fetched = new ArrayList<>(s.ends());
    if (made.isEmpty() && fetched.isEmpty()) {
      return of(seed + 1_000_003);
    }
    if (!made.isEmpty() && (fetched.isEmpty() || s.chance(0.8))) {
      fetched.add(made.get(made.size() - 1));
    }
    while (!made.isEmpty() && s.chance(0.3)) {
      Value other = s.one(made);
      if (!fetched.contains(other)) {
        fetched.add(other);
      }
    }
    return Sample.of(s.steps(), fetched, seed);
  }
}
