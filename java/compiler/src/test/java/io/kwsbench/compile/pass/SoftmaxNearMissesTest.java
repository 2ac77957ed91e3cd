package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks like a softmax and is none. */
class SoftmaxNearMissesTest {
  /** exp(x − max) / sum. */
  private static GraphBuilder softmax(
      long rows, long cols, int maxAxis, boolean maxKept, int sumAxis, boolean sumKept) {
    return GraphBuilder.graph()
        .placeholder("x", rows, cols)
        .vector("max_axis", maxAxis)
        .op("Max", "max", "x", "max_axis")
        .attr("keep_dims", maxKept)
        .op("Sub", "sub", "x", "max")
        .op("Exp", "exp", "sub")
        .vector("sum_axis", sumAxis)
        .op("Sum", "sum", "exp", "sum_axis")
        .attr("keep_dims", sumKept)
        .op("RealDiv", "y", "exp", "sum");
  }

  private static void assertNoSoftmax(GraphBuilder graph) {
    assertThat(kinds(graph)).doesNotContain("Softmax").contains("Reduce", "Chain");
    same(graph);
  }

  @Test
  void aMaximumOfColumnsIsNoSoftmax() {
    GraphBuilder graph = softmax(3, 4, 0, true, 1, true);

    assertNoSoftmax(graph);
    float[] x = {1, 5, 2, 0, 3, 1, 2, 2, 0, 4, 1, 3};
    double[] max = {3, 5, 2, 3};
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      sum += Math.exp(x[k] - max[k]);
    }
    float[] y = Evaluated.of(graph, x);
    assertThat(y[0]).isCloseTo((float) (Math.exp(-2) / sum), Offsets.SMALL);
    assertThat(y[1]).isCloseTo((float) (1 / sum), Offsets.SMALL);
  }

  @Test
  void aSquareDividedByColumnsIsNoSoftmax() {
    GraphBuilder graph = softmax(3, 3, 1, true, 1, false);

    assertNoSoftmax(graph);
    // the first row's sum divides the first column
    float[] y = Evaluated.of(graph, 0, 0, 0, 1, 1, 0, 2, 0, 0);
    double second = 2 + Math.exp(-1);
    assertThat(y[0]).isCloseTo(1 / 3f, Offsets.SMALL);
    assertThat(y[1]).isCloseTo((float) (1 / second), Offsets.SMALL);
    assertThat(y[3]).isCloseTo(1 / 3f, Offsets.SMALL);
  }

  @Test
  void otherAxesAreNoSoftmax() {
    assertNoSoftmax(softmax(3, 3, 1, false, 1, true));
    assertNoSoftmax(softmax(3, 3, 1, true, 0, true));
    assertNoSoftmax(softmax(3, 3, 0, true, 0, true));
    assertNoSoftmax(softmax(3, 4, 0, false, 0, false));
    assertNoSoftmax(softmax(4, 4, 1, false, 1, false));
  }

  @Test
  void aSumOfAllRowsIsNoSoftmax() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 4)
            .vector("last", 1)
            .vector("all", 0, 1)
            .op("Max", "max", "x", "last")
            .attr("keep_dims", true)
            .op("Sub", "sub", "x", "max")
            .op("Exp", "exp", "sub")
            .op("Sum", "sum", "exp", "all")
            .attr("keep_dims", true)
            .op("RealDiv", "y", "exp", "sum");
    assertNoSoftmax(graph);
  }

  @Test
  void anotherMaximumATurnedDifferenceOrDivisionIsNoSoftmax() {
    for (String[] how :
        List.of(
            new String[] {"z", "Max", "Sum"},
            new String[] {"x", "Min", "Sum"},
            new String[] {"x", "Max", "Mean"},
            new String[] {"x", "turned", "Sum"},
            new String[] {"x", "Max", "turned"})) {
      boolean turnedSub = how[1].equals("turned");
      boolean turnedDiv = how[2].equals("turned");
      GraphBuilder graph =
          GraphBuilder.graph()
              .placeholder("x", 3, 4)
              .op("Tanh", "z", "x")
              .vector("axis", -1)
              .op(turnedSub ? "Max" : how[1], "max", how[0], "axis")
              .attr("keep_dims", true)
              .op("Sub", "sub", turnedSub ? "max" : "x", turnedSub ? "x" : "max")
              .op("Exp", "exp", "sub")
              .op(turnedDiv ? "Sum" : how[2], "sum", "exp", "axis")
              .attr("keep_dims", true)
              .op("RealDiv", "y", turnedDiv ? "sum" : "exp", turnedDiv ? "exp" : "sum")
              .op("Add", "both", "y", "z");
      assertNoSoftmax(graph);
    }
  }

  /** Along the last two axes, and reduced to rows whose ones were put back. */
  @Test
  void rowsOfSeveralAxesAndReshapedOnesAreASoftmax() {
    for (boolean kept : new boolean[] {true, false}) {
      GraphBuilder graph =
          GraphBuilder.graph()
              .placeholder("x", 3, 2, 4)
              .vector("axes", 2, 1)
              .vector("shape", 3, 1, 1)
              .op("Max", "max", "x", "axes")
              .attr("keep_dims", kept)
              .op("Reshape", "maxima", "max", "shape")
              .op("Sub", "sub", "x", "maxima")
              .op("Exp", "exp", "sub")
              .op("Sum", "sum", "exp", "axes")
              .attr("keep_dims", kept)
              .op("Reshape", "sums", "sum", "shape")
              .op("RealDiv", "y", "exp", "sums");
      assertThat(kinds(graph)).containsExactly("Softmax");
      same(graph);
    }
    GraphBuilder single = softmax(1, 4, 1, false, 1, false);
    assertThat(kinds(single)).containsExactly("Softmax");
    same(single);
  }

  /** A maximum of more axes than the values have gives the quotient an axis more. */
  @Test
  void aMaximumWithAnAxisMoreIsNoSoftmax() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 2, 3)
            .vector("axis", 2)
            .vector("shape", 1, 3, 2, 1)
            .op("Max", "max", "x", "axis")
            .attr("keep_dims", false)
            .op("Reshape", "maxima", "max", "shape")
            .op("Sub", "sub", "x", "maxima")
            .op("Exp", "exp", "sub")
            .vector("last", 3)
            .op("Sum", "sum", "exp", "last")
            .attr("keep_dims", true)
            .op("RealDiv", "y", "exp", "sum");
    assertNoSoftmax(graph);
  }

  /** All rows' maximum, and each row's sum. */
  @Test
  void aMaximumOfMoreThanTheRowIsNoSoftmax() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 2, 4)
            .vector("axes", 2, 1)
            .vector("last", 2)
            .op("Max", "max", "x", "axes")
            .attr("keep_dims", true)
            .op("Sub", "sub", "x", "max")
            .op("Exp", "exp", "sub")
            .op("Sum", "sum", "exp", "last")
            .attr("keep_dims", true)
            .op("RealDiv", "y", "exp", "sum");
    assertNoSoftmax(graph);
  }
}
