package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.DataType;

class ReductionLoweringTest {
  private static final float[] X = {1, -2, 3, 0.5f, 4, -1, 2, 2, -3, 1, 0, 5};

  /** {@code [2,3,2]} over the first and the last. */
  @ParameterizedTest
  @CsvSource({
    "Sum, 3, 1.5, 8",
    "Mean, 0.75, 0.375, 2",
    "Max, 2, 3, 5",
    "Min, -2, -3, -1",
  })
  void overAxesThatAreNoNeighbors(String op, float first, float second, float third) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 3, 2)
            .vector("axes", 0, 2)
            .op(op, "y", "x", "axes");
    assertClose(Computed.of(graph, X), first, second, third);
  }

  @Test
  void productsAndNorms() {
    GraphBuilder product =
        GraphBuilder.graph().placeholder("x", 2, 3).scalar("axis", 1).op("Prod", "y", "x", "axis");
    assertClose(Computed.of(product, 1, 2, 3, -1, 0.5f, 4), 6, -2);
    GraphBuilder norm =
        GraphBuilder.graph()
            .placeholder("x", 2, 2)
            .scalar("axis", 1)
            .op("EuclideanNorm", "y", "x", "axis")
            .attr("keep_dims", true);
    assertClose(Computed.of(norm, 3, 4, 6, -8), 5, 10);
  }

  /** Integers have no kernel: halves with halves, odd sizes too. */
  @ParameterizedTest
  @CsvSource({"Sum, 5", "Max, 7", "Min, 6", "Prod, 3", "Sum, 1", "Max, 2"})
  void integers(String op, int n) {
    int[] values = new int[3 * n];
    float[] expected = new float[3];
    for (int r = 0; r < 3; r++) {
      for (int i = 0; i < n; i++) {
        values[r * n + i] = (r * 31 + i * 17) % 13 - 5;
        int v = values[r * n + i];
        float so = expected[r];
        expected[r] =
            i == 0
                ? v
                : switch (op) {
                  case "Sum" -> so + v;
                  case "Prod" -> so * v;
                  case "Max" -> Math.max(so, v);
                  default -> Math.min(so, v);
                };
      }
    }
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", DataType.DT_INT32, 3, n)
            .scalar("axis", 1)
            .op(op, "reduced", "x", "axis")
            .op("Cast", "y", "reduced")
            .type("SrcT", DataType.DT_INT32)
            .type("DstT", DataType.DT_FLOAT);
    assertClose(Computed.run(graph, TensorValue.ofInts(Shape.of(3, n), values)), expected);
  }

  @ParameterizedTest
  @CsvSource({"All, 0, 0, 1", "Any, 0, 1, 1"})
  void truths(String op, float first, float second, float third) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 2)
            .floats("zero", new long[0], 0)
            .op("Greater", "positive", "x", "zero")
            .scalar("axis", 1)
            .op(op, "truth", "positive", "axis")
            .op("Cast", "y", "truth")
            .type("SrcT", DataType.DT_BOOL)
            .type("DstT", DataType.DT_FLOAT);
    assertClose(Computed.of(graph, -1, -2, 3, -1, 1, 2), first, second, third);
  }

  @Test
  void theBestOfARow() {
    float[] x = {1, 5, 3, 5, -1, 0, 0, 0, 2, 0};
    assertClose(Computed.of(top("y", "y:0", 3), x), 5, 5, 3, 2, 0, 0);
    assertClose(Computed.of(top("top", "indices", 3), x), 1, 3, 2, 3, 0, 1);
    assertClose(Computed.of(top("y", "y:0", 1), x), 5, 2);
    assertClose(Computed.of(top("top", "indices", 5), x), 1, 3, 2, 0, 4, 3, 0, 1, 2, 4);
  }

  private static GraphBuilder top(String name, String fetch, int k) {
    GraphBuilder graph =
        GraphBuilder.graph().placeholder("x", 2, 5).scalar("k", k).op("TopKV2", name, "x", "k");
    return fetch.equals("indices")
        ? graph
            .op("Cast", "y", name + ":1")
            .type("SrcT", DataType.DT_INT32)
            .type("DstT", DataType.DT_FLOAT)
        : graph;
  }

  /** Also indices outside, which have no one. */
  @Test
  void oneHot() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", DataType.DT_INT32, 4)
            .scalar("depth", 3)
            .floats("on", new long[0], 2)
            .floats("off", new long[0], -1)
            .op("OneHot", "y", "x", "depth", "on", "off")
            .attr("axis", -1);
    assertClose(
        Computed.run(graph, TensorValue.ofInts(Shape.of(4), 2, 0, -1, 3)),
        -1,
        -1,
        2,
        2,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1);
  }

  @Test
  void softmaxes() {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 1, 3).op("Softmax", "y", "x");
    assertClose(
        Computed.of(graph, 0, (float) Math.log(2), (float) Math.log(5)), 0.125f, 0.25f, 0.625f);
    GraphBuilder log = GraphBuilder.graph().placeholder("x", 1, 2).op("LogSoftmax", "y", "x");
    assertClose(Computed.of(log, 0, (float) Math.log(3)), -1.3862944f, -0.2876821f);
  }

  @Test
  void runningSums() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 3)
            .scalar("axis", 1)
            .op("Cumsum", "y", "x", "axis")
            .attr("exclusive", true)
            .attr("reverse", true);
    assertClose(Computed.of(graph, 1, 2, 3, 4, 5, 6), 5, 3, 0, 11, 6, 0);
  }

  @Test
  void whatHasNoKernelIsNamed() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", DataType.DT_INT32, 4)
            .scalar("axis", 0)
            .op("Mean", "y", "x", "axis");
    assertThatThrownBy(() -> Computed.run(graph))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("node y (Mean)");
  }
}
