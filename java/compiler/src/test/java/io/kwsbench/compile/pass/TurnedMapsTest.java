package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

/** Maps that are turned, worked on and turned back, as Keras normalizes layers. */
class TurnedMapsTest {
  /** The map's columns less their means, where they lie as rows; behind {@code x}. */
  private static GraphBuilder centered() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 6, 4, 1)
        .vector("turn", 0, 2, 1, 3)
        .vector("rows", 2)
        .vector("columns", 1)
        .op("Transpose", "t", "x", "turn")
        .op("Mean", "m", "t", "columns")
        .attr("keep_dims", true)
        .op("Sub", "c", "t", "m");
  }

  private static GraphBuilder turnedBack(GraphBuilder graph, String from) {
    return graph.op("Transpose", "y", from, "turn");
  }

  private static void assertCopies(GraphBuilder graph, int count) {
    assertThat(kinds(graph)).filteredOn("View"::equals).hasSize(count);
    same(graph);
  }

  @Test
  void theyAreNotTurned() {
    assertCopies(turnedBack(centered(), "c"), 0);
  }

  @Test
  void norWhereRowsAreReduced() {
    GraphBuilder graph =
        centered()
            .op("Square", "s", "c")
            .op("Max", "n", "s", "rows")
            .attr("keep_dims", true)
            .op("RealDiv", "d", "c", "n");
    assertCopies(turnedBack(graph, "d"), 0);
  }

  @Test
  void reductionsAloneNeedNoTurn() {
    GraphBuilder graph = centered().op("Max", "y", "c", "columns");
    assertCopies(graph, 0);
  }

  @Test
  void aTurnedResultStays() {
    assertCopies(centered(), 1);
  }

  @Test
  void whatAnotherNeedsTurnedStays() {
    GraphBuilder graph =
        centered().vector("flat", 1, 24).op("Reshape", "f", "t", "flat").op("Softmax", "z", "f");
    assertThat(kinds(turnedBack(graph, "c"))).contains("View");
    same(graph);
  }

  @Test
  void aMapThatWasNotTurnedStaysAsItIs() {
    GraphBuilder graph = centered().placeholder("o", 1, 4, 6, 1).op("AddV2", "s", "c", "o");
    assertCopies(turnedBack(graph, "s"), 2);
  }

  @Test
  void otherCopiesStay() {
    GraphBuilder graph = centered().vector("back", 0, 2, 3, 1).op("Transpose", "y", "c", "back");
    same(graph);
    GraphBuilder square =
        GraphBuilder.graph()
            .placeholder("x", 2, 4, 4)
            .vector("turn", 0, 2, 1)
            .op("Transpose", "t", "x", "turn")
            .op("Exp", "e", "t")
            .op("Transpose", "y", "e", "turn");
    assertCopies(square, 2);
  }
}
