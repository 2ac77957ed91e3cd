package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

/** Scales behind a convolution on whose constants TensorFlow aborts, and their near relations. */
class DeadlyFoldingTest {
  private static final List<TensorName> Y = List.of(new TensorName("y", 0));

  /** Found by made-up graphs, each with what it makes of ones: a division comes first. */
  private static final List<String> DEADLY =
      List.of("/row /number", "/row *row", "/number *row", "/row row*", "*row /row *row");

  /** Two numbers. */
  private static final List<String> NUMBERS =
      List.of(
          "*number *number",
          "*number = *number",
          "*row *number *number",
          "number* *number",
          "*root *number");

  /** What TensorFlow survives, and folds. */
  private static final List<String> FINE =
      List.of(
          "*row *row",
          "*number *row",
          "*row /row",
          "*number /number",
          "/row",
          "/row +row *row",
          "+row /row *row",
          "/row relu *row",
          "/row row/",
          "*root *root",
          "*number *one");

  /** A convolution that triples, and what follows it, each after a blank. */
  private static GraphBuilder graph(String scales) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 1, 2, 1)
            .floats("w", new long[] {1, 1, 1, 2}, 3, 3)
            .floats("row", new long[] {2}, 2, 2)
            .floats("one", new long[] {1}, 2)
            .floats("number", new long[] {}, 2)
            .floats("square", new long[] {}, 4)
            .op("Sqrt", "root", "square")
            .type("T", DataType.DT_FLOAT)
            .op("Conv2D", "conv", "x", "w")
            .attr("strides", new long[] {1, 1, 1, 1})
            .attr("padding", "VALID");
    String at = "conv";
    floats(graph);
    for (String scale : scales.split(" ")) {
      String next = at + "_";
      add(graph, scale, next, at);
      at = next;
    }
    return floats(graph.op("Identity", "y", at));
  }

  private static void add(GraphBuilder graph, String scale, String name, String of) {
    String by = scale.replaceAll("[^a-z]", "");
    boolean turned = !scale.startsWith("relu") && scale.startsWith(by) && !by.isEmpty();
    String a = turned ? by : of;
    String b = turned ? of : by;
    switch (scale.replaceAll("[a-z]", "")) {
      case "*" -> graph.op("Mul", name, a, b);
      case "/" -> graph.op("RealDiv", name, a, b);
      case "+" -> graph.op("Add", name, a, b);
      case "=" -> graph.op("Identity", name, of);
      default -> graph.op("Relu", name, of);
    }
    floats(graph);
  }

  private static GraphBuilder floats(GraphBuilder graph) {
    return graph.type("T", DataType.DT_FLOAT);
  }

  private static float value(FrozenGraph graph) {
    try (EngineModel model = new TensorFlowEngine().load(graph);
        EngineSession session = model.newSession(new SessionOptions(graph.inputs(), Y, 1))) {
      session.feed(0, TensorValue.ofFloats(Shape.of(1, 1, 2, 1), 1f, 1f));
      session.run();
      return session.fetch(0).floats()[0];
    }
  }

  /** In a process of its own, which prints what every such graph makes of ones. */
  static final class Runs {
    private Runs() {}

    public static void main(String[] args) {
      Stream.of(DEADLY, NUMBERS)
          .flatMap(List::stream)
          .forEach(scales -> System.out.println(scales + ": " + value(graph(scales).build())));
    }
  }

  @Test
  void deadlyOnesRun(@TempDir Path folder) throws Exception {
    ChildJvm ran = ChildJvm.run(folder, Runs.class);

    assertThat(ran.out().lines())
        .containsExactly(
            "/row /number: 0.75",
            "/row *row: 3.0",
            "/number *row: 3.0",
            "/row row*: 3.0",
            "*row /row *row: 6.0",
            "*number *number: 12.0",
            "*number = *number: 12.0",
            "*row *number *number: 24.0",
            "number* *number: 12.0",
            "*root *number: 12.0");
  }

  @Test
  void theyAreFoundAndNoOthers() {
    for (String scales : DEADLY) {
      assertThat(DeadlyFolding.isIn(graph(scales).build(), Y)).as(scales).isTrue();
    }
    for (String scales : NUMBERS) {
      assertThat(DeadlyFolding.isIn(graph(scales).build(), Y)).as(scales).isTrue();
    }
    for (String scales : FINE) {
      FrozenGraph graph = graph(scales).build();
      assertThat(DeadlyFolding.isIn(graph, Y)).as(scales).isFalse();
      assertThat(value(graph)).as(scales).isPositive();
    }
  }

  /** TensorFlow lets results be that others read, and ones that are fetched. */
  @Test
  void whatOthersReadIsLeftAlone() {
    FrozenGraph read = floats(graph("/row *row").op("Relu", "z", "conv_")).build();
    TensorName z = new TensorName("z", 0);
    assertThat(DeadlyFolding.isIn(read, List.of(Y.get(0), z))).isFalse();
    assertThat(DeadlyFolding.isIn(read, List.of(Y.get(0), new TensorName("conv_", 0)))).isFalse();
    assertThat(DeadlyFolding.isIn(read, List.of(Y.get(0), new TensorName("conv__", 0)))).isTrue();
    // what no run executes counts for nothing
    assertThat(DeadlyFolding.isIn(read, Y)).isTrue();
    assertThat(value(read)).isEqualTo(3);
  }

  @Test
  void divisionsByWhatIsComputedCount() {
    assertThat(DeadlyFolding.isIn(graph("/root *row").build(), Y)).isTrue();
  }
}
