package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.measure.runner.InstructionCount;
import io.kwsbench.measure.runner.InstructionCounter;
import io.kwsbench.measure.runner.RunnerPlan;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Counts how often instruction counts distinguish a graph from one with a few percent more work.
 */
final class InstructionTrial {
  /** So many layers that one more is two percent. */
  private static final int LAYERS = 50;

  private static final int PERCENT_A_LAYER = 100 / LAYERS;

  private final int slowdown;
  private final double tolerated;
  private final InstructionCounter counter = new InstructionCounter();
  private int comparisons;
  private int called;
  private String conditions = "";

  /**
   * @param slowdown percent of more work: 0, 2, 4, …
   * @param tolerated percent that are no regression
   */
  InstructionTrial(int slowdown, double tolerated) {
    this.slowdown = slowdown;
    this.tolerated = tolerated;
  }

  static boolean canSlowDown(int percent) {
    return percent >= 0 && percent % PERCENT_A_LAYER == 0;
  }

  /** One comparison, in a line. */
  String compare(long seed) {
    long reference = count(LAYERS, seed);
    long candidate = count(LAYERS + slowdown / PERCENT_A_LAYER, seed);
    double ratio = (double) candidate / reference;
    boolean regression = ratio > 1 + tolerated / 100;
    comparisons++;
    called += regression ? 1 : 0;
    return String.format(
        Locale.ROOT,
        "%4d  %-10s ratio %.4f  %,d of %,d instructions",
        comparisons,
        regression ? "REGRESSION" : "PASS",
        ratio,
        candidate,
        reference);
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%d %% more work, instructions (%s): %d comparisons, %d regressions, %d passed",
        slowdown,
        conditions,
        comparisons,
        called,
        comparisons - called);
  }

  private long count(int layers, long seed) {
    try {
      Path file = Files.createTempFile("kwsbench-selftest", ".pb");
      file.toFile().deleteOnExit();
      try {
        Files.write(file, LayerChain.graph(layers, seed));
        return count(ModelReader.load(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new KwsException("the graphs cannot be written: " + e.getMessage(), e);
    }
  }

  private long count(FrozenGraph graph) {
    FeedLayout layout = FeedLayout.of(graph, List.of());
    SessionOptions options = new SessionOptions(layout.specs(), graph.outputs(), 1);
    try (RunnerPlan plan = RunnerPlan.of(graph, options)) {
      InstructionCount count = counter.count(plan, layout.noise(1));
      if (count instanceof InstructionCount.Counted counted) {
        conditions = counted.conditions();
        return counted.instructions();
      }
      throw new KwsException(
          "instruction counts are not offered here: "
              + ((InstructionCount.NotOffered) count).reason());
    }
  }
}
