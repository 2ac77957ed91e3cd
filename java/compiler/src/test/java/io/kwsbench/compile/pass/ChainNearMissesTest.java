package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.program.OpKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices, chains and arguments that stay apart. */
class ChainNearMissesTest {
  private static GraphBuilder slices(int... begins) {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 24).vector("size", 3);
    String[] parts = new String[begins.length + 1];
    for (int i = 0; i < begins.length; i++) {
      graph
          .vector("begin" + i, begins[i])
          .op("Slice", "slice" + i, "x", "begin" + i, "size")
          .op("Neg", "neg" + i, "slice" + i);
      parts[i] = "slice" + i;
    }
    parts[begins.length] = "axis";
    return graph.scalar("axis", 0).op("ConcatV2", "y", parts).attr("N", begins.length);
  }

  private static long joins(GraphBuilder graph) {
    return optimized(graph).stream().filter(op -> op.kind() instanceof OpKind.Concat).count();
  }

  @Test
  void slicesAtUnevenDistancesAreAJoin() {
    assertThat(joins(slices(0, 5, 9))).isEqualTo(1);
    assertThat(joins(slices(0, 5, 10))).isZero();
    for (GraphBuilder graph :
        List.of(
            slices(0, 5, 9), slices(0, 5, 10), slices(3, 0, 3), slices(6, 3, 0), slices(2, 2))) {
      same(graph);
    }
  }

  @Test
  void slicesOfTwoTensorsAreAJoin() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 8)
            .op("Tanh", "z", "x")
            .vector("begin", 0)
            .vector("second", 4)
            .vector("size", 4)
            .op("Slice", "a", "x", "begin", "size")
            .op("Slice", "b", "z", "second", "size")
            .scalar("axis", 0)
            .op("ConcatV2", "y", "a", "b", "axis")
            .attr("N", 2);
    assertThat(joins(graph)).isEqualTo(1);
    same(graph);
  }

  @Test
  void chainsOfOtherRowsStayApart() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 4, 4, 2)
            .floats("row", new long[] {2}, 1, 2)
            .op("Mul", "a", "x", "row")
            .floats("rows", new long[] {4, 2}, 1, 2, 3, 4, 5, 6, 7, 8)
            .op("Mul", "y", "a", "rows");
    assertThat(kinds(graph)).containsExactly("Chain", "Chain");
    same(graph);
    // the same four numbers, along columns here and along rows there
    GraphBuilder square =
        GraphBuilder.graph()
            .placeholder("x", 4, 4)
            .floats("column", new long[] {4, 1}, 1, 2, 3, 4)
            .op("Mul", "a", "x", "column")
            .floats("row", new long[] {4}, 5, 6, 7, 8)
            .op("Sub", "y", "row", "a");
    same(square);
  }

  @Test
  void anArgumentInTheMiddleOfTheAxesIsNoRowAndNoColumn() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 3, 3)
            .floats("middle", new long[] {3, 1}, 1, 2, 3)
            .op("Mul", "y", "x", "middle");
    assertThat(kinds(graph)).containsExactly("Binary");
    same(graph);
  }
}
