package io.kwsbench.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.compile.pass.CompilerPassCatalog;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Plan;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Graphs that were refused or computed wrongly once, found by made-up ones, with their answers. */
class FoundByDifferentialTest {
  private static void assertComputes(GraphBuilder builder, float[] x, float... expected) {
    FrozenGraph graph = builder.build();
    assertComputes(graph, graph.outputs(), x, expected);
  }

  private static void assertComputes(
      FrozenGraph graph, List<TensorName> fetches, float[] x, float... expected) {
    for (Set<String> without : List.of(Set.<String>of(), CompilerPassCatalog.optional())) {
      Plan plan = GraphCompiler.compile(graph, graph.inputs(), fetches, without);
      assertThat(Answer.of(plan, x))
          .as("without %s", without)
          .containsExactly(expected, within(1e-6f));
    }
  }

  private static GraphBuilder negated(long... dims) {
    return GraphBuilder.graph().placeholder("x", dims).op("Neg", "n", "x");
  }

  @Test
  void aPartOfAJoinMayBeAPrefixOfAnotherPart() {
    GraphBuilder graph =
        negated(5)
            .vector("begin", 0)
            .vector("size", 2)
            .op("Slice", "prefix", "n", "begin", "size")
            .scalar("axis", 0)
            .op("ConcatV2", "y", "n", "prefix", "n", "axis")
            .attr("N", 3);
    assertComputes(
        graph, new float[] {1, 2, 3, 4, 5}, -1, -2, -3, -4, -5, -1, -2, -1, -2, -3, -4, -5);
  }

  @Test
  void aPartOfAJoinOfColumnsMayBeASliceOfAnotherPart() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 2)
            .floats("w", new long[] {2, 2}, 1, 0, 0, 2)
            .op("MatMul", "m", "x", "w")
            .vector("begin", 0, 1)
            .vector("size", 2, 1)
            .op("Slice", "last", "m", "begin", "size")
            .scalar("axis", 1)
            .op("ConcatV2", "y", "m", "last", "m", "axis")
            .attr("N", 3);
    assertComputes(graph, new float[] {1, 2, 3, 4}, 1, 4, 4, 1, 4, 3, 8, 8, 3, 8);
  }

  @Test
  void aPartOfAJoinMayBeFetchedToo() {
    FrozenGraph graph =
        negated(3)
            .op("Abs", "a", "x")
            .scalar("axis", 0)
            .op("ConcatV2", "join", "n", "a", "axis")
            .attr("N", 2)
            .op("Neg", "y", "join")
            .build();
    List<TensorName> fetches = List.of(TensorName.parse("a"), TensorName.parse("y"));
    assertComputes(graph, fetches, new float[] {1, -2, 3}, 1, 2, 3);
  }

  /** Times take rows 0, 0, 1, 2 of the frames: a loop that goes on evenly it is not. */
  @Test
  void aSliceThatStandsStillAtFirstIsNotTakenToStandStill() {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 4, 3).vector("size", 1, 2);
    graph.floats("state", new long[] {1, 2}, 0, 0);
    String state = "state";
    int[] rows = {0, 0, 1, 2};
    for (int t = 0; t < rows.length; t++) {
      graph
          .vector("begin" + t, rows[t], 0)
          .op("Slice", "row" + t, "x", "begin" + t, "size")
          .op("Sub", "sub" + t, "row" + t, state)
          .vector("axis" + t, 1)
          .op("Sum", "sum" + t, "sub" + t, "axis" + t)
          .attr("keep_dims", true)
          .op("Add", "state" + t, "sub" + t, "sum" + t);
      state = "state" + t;
    }
    float[] x = {1, 2, 0, 3, 5, 0, 7, 11, 0, 0, 0, 0};
    float[] s = {0, 0};
    for (int row : rows) {
      float a = x[3 * row] - s[0];
      float b = x[3 * row + 1] - s[1];
      s = new float[] {2 * a + b, a + 2 * b};
    }
    assertComputes(graph, x, s);
  }

  private static GraphBuilder bounded(String op, String a, String b, float... bound) {
    return GraphBuilder.graph()
        .placeholder("x", 3)
        .floats("bound", bound.length == 1 ? new long[0] : new long[] {bound.length}, bound)
        .op(op, "y", a, b);
  }

  @Test
  void theLargerOfANumberAndNaNIsNaN() {
    float nan = Float.NaN;
    for (String op : List.of("Maximum", "Minimum")) {
      assertComputes(bounded(op, "x", "bound", nan), new float[] {1, -2, 3}, nan, nan, nan);
      assertComputes(bounded(op, "bound", "x", nan), new float[] {1, -2, 3}, nan, nan, nan);
    }
    float infinity = Float.POSITIVE_INFINITY;
    assertComputes(
        bounded("Maximum", "x", "bound", infinity),
        new float[] {1, nan, 3},
        infinity,
        nan,
        infinity);
    assertComputes(bounded("Minimum", "x", "bound", infinity), new float[] {1, nan, 3}, 1, nan, 3);
  }

  private static GraphBuilder clipped(float[] low, float[] high) {
    return GraphBuilder.graph()
        .placeholder("x", 3)
        .floats("low", low.length == 1 ? new long[0] : new long[] {low.length}, low)
        .floats("high", high.length == 1 ? new long[0] : new long[] {high.length}, high)
        .op("ClipByValue", "y", "x", "low", "high");
  }

  @Test
  void boundsAreTakenAsTensorFlowTakesThem() {
    float[] x = {-5, 0.5f, 7};
    assertComputes(clipped(new float[] {-1}, new float[] {1}), x, -1, 0.5f, 1);
    // the wrong way round
    assertComputes(clipped(new float[] {1}, new float[] {-1}), x, 1, 1, 1);
    // NaN is no bound
    assertComputes(clipped(new float[] {Float.NaN}, new float[] {1}), x, -5, 0.5f, 1);
    assertComputes(clipped(new float[] {-1}, new float[] {Float.NaN}), x, -1, 0.5f, 7);
    // one for every element
    assertComputes(clipped(new float[] {-6, 1, 2}, new float[] {-5, 2, 3}), x, -5, 1, 3);
  }

  private static GraphBuilder ofNothing(String reduction) {
    return negated(3, 2)
        .vector("begin", 0, 0)
        .vector("size", 3, 0)
        .op("Slice", "none", "n", "begin", "size")
        .vector("axis", 1)
        .op(reduction, "y", "none", "axis");
  }

  @Test
  void aReductionOfNothingIsWhatItStartsFrom() {
    float[] x = {1, 2, 3, 4, 5, 6};
    float infinity = Float.POSITIVE_INFINITY;
    assertComputes(ofNothing("Sum"), x, 0, 0, 0);
    assertComputes(ofNothing("Prod"), x, 1, 1, 1);
    assertComputes(ofNothing("Max"), x, -infinity, -infinity, -infinity);
    assertComputes(ofNothing("Min"), x, infinity, infinity, infinity);
    assertComputes(ofNothing("Mean"), x, Float.NaN, Float.NaN, Float.NaN);
  }

  private static GraphBuilder clippedTwice(float low, float high) {
    return GraphBuilder.graph()
        .placeholder("x", 3)
        .op("Relu6", "six", "x")
        .floats("low", new long[0], low)
        .floats("high", new long[0], high)
        .op("ClipByValue", "y", "six", "low", "high");
  }

  @Test
  void aBoundThatIsNaNIsNoneAfterOtherBoundsEither() {
    float[] x = {-5, 0.5f, 7};
    assertComputes(clippedTwice(Float.NaN, -1), x, -1, -1, -1);
    assertComputes(clippedTwice(Float.NaN, 1), x, 0, 0.5f, 1);
    assertComputes(clippedTwice(1, Float.NaN), x, 1, 1, 6);
    assertComputes(clippedTwice(Float.NaN, Float.NaN), x, 0, 0.5f, 6);
  }
}
