package io.kwsbench.engine.nativeengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Campaign;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanReader;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loops of cells that no sequence step fits, against the same cells step by step. */
@Tag(Campaign.TAG)
class RolledLoopsTest {
  private static final Set<String> STEP_BY_STEP = Set.of("roll_loops", "batch_inputs");
  private static final int TIME = 9;
  private static final int WIDTH = 4;
  private static final int UNITS = 5;

  /** Steps of a made-up cell: what each takes, by its place among all values of a time. */
  private record Cell(List<String> ops, List<int[]> inputs, int[] states) {
    static Cell random(Random random) {
      List<String> all =
          List.of("Tanh", "Sigmoid", "Relu", "Add", "Mul", "Sub", "MatMul", "Softmax", "ByTime");
      List<String> ops = new ArrayList<>();
      List<int[]> inputs = new ArrayList<>();
      int values = 4;
      for (int i = 3 + random.nextInt(8); i > 0; i--) {
        ops.add(all.get(random.nextInt(all.size())));
        inputs.add(new int[] {random.nextInt(values), random.nextInt(values)});
        values++;
      }
      return new Cell(ops, inputs, new int[] {random.nextInt(values), values - 1});
    }
  }

  /**
   * Values of a time: the input's product, both states, the first state of the time before last.
   */
  private static GraphBuilder unrolled(Cell cell, Random random) {
    GraphBuilder g =
        GraphBuilder.graph()
            .placeholder("x", 1, TIME, WIDTH)
            .op("Unpack", "frames", "x")
            .attr("num", TIME)
            .attr("axis", 1)
            .scalar("axis", 0)
            .floats("w", new long[] {WIDTH, UNITS}, values(random, WIDTH * UNITS))
            .floats("u", new long[] {UNITS, UNITS}, values(random, UNITS * UNITS))
            .floats("a_0", new long[] {1, UNITS}, values(random, UNITS))
            .floats("b_0", new long[] {1, UNITS}, values(random, UNITS))
            .floats("a_-1", new long[] {1, UNITS}, values(random, UNITS));
    List<String> joined = new ArrayList<>();
    for (int t = 0; t < TIME; t++) {
      g.op("MatMul", "in_" + t, t == 0 ? "frames" : "frames:" + t, "w");
      List<String> pool = new ArrayList<>();
      pool.addAll(List.of("in_" + t, "a_" + t, "b_" + t, "a_" + (t - 1)));
      for (int i = 0; i < cell.ops().size(); i++) {
        String name = "v" + i + "_" + t;
        step(g, cell.ops().get(i), name, t, pool, cell.inputs().get(i));
        pool.add(name);
      }
      g.op("Tanh", "a_" + (t + 1), pool.get(cell.states()[0]));
      g.op("Sigmoid", "b_" + (t + 1), pool.get(cell.states()[1]));
      joined.add(pool.get(pool.size() - 1));
    }
    joined.add("b_" + TIME);
    joined.add("a_4");
    joined.add("in_0");
    joined.add("axis");
    return g.op("ConcatV2", "y", joined.toArray(String[]::new)).attr("N", TIME + 3);
  }

  private static void step(
      GraphBuilder g, String op, String name, int t, List<String> pool, int[] from) {
    String first = pool.get(from[0]);
    switch (op) {
      case "Add", "Mul", "Sub" -> g.op(op, name, first, pool.get(from[1]));
      case "MatMul" -> g.op("MatMul", name, first, "u");
      case "ByTime" ->
          g.floats("time_" + name, new long[] {UNITS}, values(new Random(t), UNITS))
              .op("Mul", name, first, "time_" + name);
      default -> g.op(op, name, first);
    }
  }

  private static float[] values(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** Other cells in each run: a failure names its seed. */
  @Test
  void whateverTheCellALoopComputesTheSame() {
    Random seeds = new Random();
    for (int i = 0; i < Campaign.tries(30, 120); i++) {
      loopComputesTheSame(seeds.nextInt(1_000_001));
    }
  }

  private static void loopComputesTheSame(int seed) {
    Random random = new Random(seed);
    FrozenGraph graph = unrolled(Cell.random(random), random).build();
    Plan loop = plan(graph, Set.of());
    Plan steps = plan(graph, STEP_BY_STEP);
    assertThat(kernels(steps)).as("seed %d", seed).doesNotContain(Kernel.LOOP);
    assertThat(run(loop)).as("seed %d", seed).containsExactly(run(steps), within(2e-5f));
  }

  private static final Cell GATED =
      new Cell(
          List.of("MatMul", "Add", "Sigmoid", "Mul", "Softmax", "Add"),
          List.of(
              new int[] {1, 0},
              new int[] {0, 4},
              new int[] {5, 0},
              new int[] {6, 2},
              new int[] {7, 0},
              new int[] {8, 3}),
          new int[] {9, 7});

  @Test
  void aCellIsALoopWhoseInputsAreOneProduct() {
    FrozenGraph graph = unrolled(GATED, new Random(3)).build();
    Plan plan = plan(graph, Set.of());
    assertThat(kernels(plan)).containsOnlyOnce(Kernel.LOOP);
    assertThat(plan.steps().size()).isLessThan(plan(graph, STEP_BY_STEP).steps().size() / 2);
    assertThat(
            plan.steps().stream()
                .filter(step -> step.kernel() == Kernel.FULLY_CONNECTED)
                .map(step -> step.operands().get(0).bytes()))
        .contains((long) TIME * UNITS * 4);
    assertThat(run(plan)).containsExactly(run(plan(graph, STEP_BY_STEP)), within(1e-5f));
  }

  @Test
  void aLoopIsReadBackFromItsFile() {
    Plan plan = plan(unrolled(GATED, new Random(3)).build(), Set.of());
    Plan read = PlanReader.parse(PlanWriter.toBytes(plan));
    assertThat(read).isEqualTo(plan);
    assertThat(read.steps().stream().flatMap(step -> step.operands().stream()))
        .extracting(Operand::loopStride)
        .contains((long) UNITS * 4);
  }

  private static Plan plan(FrozenGraph graph, Set<String> without) {
    TensorSpec x = new TensorSpec(TensorName.parse("x"), DType.FLOAT, Shape.of(1, TIME, WIDTH));
    return GraphCompiler.compile(graph, List.of(x), List.of(TensorName.parse("y")), without);
  }

  private static List<Kernel> kernels(Plan plan) {
    return plan.steps().stream().map(step -> step.kernel()).toList();
  }

  private static float[] run(Plan plan) {
    try {
      Path file = Files.createTempFile("loop", ".kws");
      try {
        PlanWriter.write(plan, file);
        try (EngineModel model = new NativeEngine().open(ModelSource.of(file));
            EngineSession session = model.newSession(1)) {
          session.feed(
              0,
              TensorValue.ofFloats(Shape.of(1, TIME, WIDTH), values(new Random(1), TIME * WIDTH)));
          session.run();
          // a second run finds what the first left in the arena
          session.run();
          return session.fetch(0).floats();
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
