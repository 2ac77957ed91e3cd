package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static io.kwsbench.compile.pass.Layers.convolution;
import static io.kwsbench.compile.pass.Layers.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands behind weights and has no place in them, or beside them. */
class WeightsNearMissesTest {
  private static GraphBuilder scaled(GraphBuilder graph, String op, long[] dims, float... row) {
    return convolution(graph, "conv", "x", "SAME", 1, 3, 1, 4)
        .floats("row", dims, row)
        .op(op, "y", "conv", "row");
  }

  @Test
  void aScaleThatIsNotTheChannelsStaysBehindTheWeights() {
    // one for every column of the image, as many as there are channels
    GraphBuilder columns = scaled(image(1, 4, 1), "Mul", new long[] {4, 1}, 1, 2, 3, 4);
    assertThat(kinds(columns)).containsExactly("Conv", "Chain");
    same(columns);
    // one for every two channels of a row that is seen as wider
    GraphBuilder wider =
        convolution(image(1, 4, 1), "conv", "x", "SAME", 1, 3, 1, 4)
            .vector("shape", 2, 8)
            .op("Reshape", "rows", "conv", "shape")
            .floats("row", new long[] {8}, 1, 2, 3, 4, 5, 6, 7, 8)
            .op("Mul", "y", "rows", "row");
    assertThat(kinds(wider)).containsExactly("Conv", "Chain");
    same(wider);
    // one for every element
    GraphBuilder elements =
        scaled(image(1, 2, 1), "Mul", new long[] {1, 1, 2, 4}, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(kinds(elements)).containsExactly("Conv", "Chain");
    same(elements);
  }

  @Test
  void whatHasNoPlaceInWeightsStaysBehindThem() {
    for (String op : List.of("Maximum", "Pow", "SquaredDifference")) {
      GraphBuilder graph = scaled(image(1, 4, 1), op, new long[] {4}, 1, 2, 3, 2);
      assertThat(kinds(graph)).as(op).containsExactly("Conv", "Chain");
    }
    GraphBuilder turned =
        convolution(image(1, 4, 1), "conv", "x", "SAME", 1, 3, 1, 4)
            .floats("row", new long[] {4}, 1, 2, 3, 4)
            .op("RealDiv", "y", "row", "conv");
    assertThat(kinds(turned)).containsExactly("Conv", "Chain");
  }

  @Test
  void aScaleBehindAFunctionStaysThere() {
    GraphBuilder graph =
        convolution(image(1, 4, 1), "conv", "x", "SAME", 1, 3, 1, 4)
            .op("Tanh", "tanh", "conv")
            .floats("row", new long[] {4}, 1, 2, 3, 4)
            .op("Mul", "y", "tanh", "row");
    assertThat(kinds(graph)).containsExactly("Conv", "Chain");
    same(graph);
  }

  @Test
  void weightsThatOthersSeeTheResultOfTakeNothingIn() {
    GraphBuilder graph =
        scaled(image(1, 4, 1), "Mul", new long[] {4}, 1, 2, 3, 4).op("Sub", "z", "y", "conv");
    assertThat(kinds(graph)).containsExactly("Conv", "Chain");
    same(graph);
  }

  @Test
  void anInfiniteOrVanishingScaleStaysBehindTheWeights() {
    for (float odd : new float[] {0, Float.POSITIVE_INFINITY, Float.NaN, 1e-42f}) {
      GraphBuilder graph = scaled(image(1, 4, 1), "RealDiv", new long[] {4}, 1, odd, 3, 4);
      boolean folds = odd == Float.POSITIVE_INFINITY;
      assertThat(kinds(graph)).as("%s", odd).hasSize(folds ? 1 : 2);
    }
    for (float odd : new float[] {Float.POSITIVE_INFINITY, Float.NaN, 1e38f}) {
      GraphBuilder graph =
          convolution(image(1, 4, 1), "conv", "x", "SAME", 1, 3, 1, 4)
              .floats("ten", new long[] {4}, 1000, 1000, 1000, 1000)
              .op("Mul", "larger", "conv", "ten")
              .floats("row", new long[] {4}, 1, odd, 3, 4)
              .op("Mul", "y", "larger", "row");
      assertThat(kinds(graph)).as("%s", odd).containsExactly("Conv", "Chain");
    }
  }

  @Test
  void aDifferenceOrAnInputOfAnotherShapeIsNoResidual() {
    for (String op : List.of("Sub", "Mul", "Maximum")) {
      GraphBuilder graph =
          convolution(image(1, 4, 2), "conv", "x", "SAME", 1, 3, 2, 2).op(op, "y", "conv", "x");
      assertThat(kinds(graph)).as(op).containsExactly("Conv", "Chain");
      same(graph);
    }
    GraphBuilder spread =
        convolution(image(1, 4, 1), "conv", "x", "SAME", 1, 3, 1, 3).op("Add", "y", "conv", "x");
    assertThat(kinds(spread)).containsExactly("Conv", "Chain");
    same(spread);
    GraphBuilder itself =
        convolution(image(1, 4, 2), "conv", "x", "SAME", 1, 3, 2, 2).op("Add", "y", "conv", "conv");
    assertThat(optimized(itself)).noneMatch(op -> op.in(3).isPresent());
    same(itself);
  }

  @Test
  void aResidualComesBehindWhatWasThereBefore() {
    GraphBuilder graph =
        convolution(image(1, 4, 2), "conv", "x", "SAME", 1, 3, 2, 2)
            .op("Tanh", "tanh", "conv")
            .op("Add", "y", "tanh", "x");
    assertThat(kinds(graph)).containsExactly("Conv", "Chain");
    same(graph);
  }
}
