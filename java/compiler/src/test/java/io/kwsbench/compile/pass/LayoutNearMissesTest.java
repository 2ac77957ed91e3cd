package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static io.kwsbench.compile.pass.Layers.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.program.OpKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains of every length, shapes that count, blocks without a window. */
class LayoutNearMissesTest {
  /** A chain of so many links, every third of them with a row of numbers that is its own. */
  private static GraphBuilder chain(int links) {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 3, 2);
    String at = "x";
    for (int i = 0; i < links; i++) {
      String next = "n" + i;
      if (i % 3 == 0) {
        graph.floats("row" + i, new long[] {2}, 1 + i / 8f, -1 - i / 16f);
        graph.op("Maximum", next, at, "row" + i);
      } else {
        graph.op(i % 3 == 1 ? "Tanh" : "Softsign", next, at);
      }
      at = next;
    }
    return graph;
  }

  @Test
  void chainsAreSplitWhereTheyAreTooLongAndNowhereElse() {
    for (int links : List.of(11, 12, 13, 24, 25, 37)) {
      GraphBuilder graph = chain(links);
      assertThat(kinds(graph)).as("%d links", links).containsOnly("Chain");
      assertThat(kinds(graph)).as("%d links", links).hasSize((links + 11) / 12);
      same(graph);
      assertThat(
              optimized(graph).stream()
                  .map(op -> (OpKind.Chain) op.kind())
                  .mapToInt(chain -> chain.links().size())
                  .sum())
          .isEqualTo(links);
    }
  }

  private static GraphBuilder reshaped(int... shape) {
    return GraphBuilder.graph()
        .placeholder("x", 2, 3)
        .op("Tanh", "t", "x")
        .vector("shape", shape)
        .op("Reshape", "r", "t", "shape");
  }

  /** What pairs elements, joins or pads by axes needs its inputs as they are shaped. */
  @Test
  void shapesThatCountStay() {
    GraphBuilder spread = reshaped(2, 3, 1);
    spread.floats("row", new long[] {2, 1, 3}, 1, 2, 3, 4, 5, 6).op("Sub", "y", "r", "row");
    assertThat(Evaluated.of(spread, 0, 0, 0, 0, 0, 0))
        .containsExactly(-1, -2, -3, -1, -2, -3, -1, -2, -3, -4, -5, -6, -4, -5, -6, -4, -5, -6);

    GraphBuilder outer = reshaped(2, 3, 1);
    outer.floats("o", new long[] {3}, 0, 10, 20).op("Sub", "y", "r", "o");
    assertThat(Evaluated.of(outer, 0, 0, 0, 0, 0, 0)).hasSize(18).startsWith(0, -10, -20);

    GraphBuilder joined = reshaped(3, 2).scalar("axis", 1);
    joined.op("ConcatV2", "y", "r", "r", "axis").attr("N", 2);
    float[] y = Evaluated.of(joined, 0, 1, 0, 0, 0, 0);
    assertThat(y[1]).isEqualTo(y[3]).isEqualTo((float) Math.tanh(1), Offsets.SMALL);

    GraphBuilder padded = reshaped(3, 2).ints("pads", new long[] {2, 2}, 0, 0, 1, 0);
    padded.op("Pad", "y", "r", "pads");
    float[] p = Evaluated.of(padded, 0, 0, 1, 0, 0, 0);
    assertThat(p).hasSize(9);
    assertThat(p[4]).isEqualTo((float) Math.tanh(1), Offsets.SMALL);
  }

  @Test
  void shapesThatDoNotCountGo() {
    GraphBuilder graph = reshaped(3, 2).op("Abs", "y", "r");
    assertThat(kinds(graph)).containsExactly("Chain");
    same(graph);
    GraphBuilder sum = reshaped(3, 2).vector("axis", 1).op("Sum", "y", "r", "axis");
    float[] y = Evaluated.of(sum, 0, 0, 0, 0, 0, 1);
    assertThat(y).hasSize(3);
    assertThat(y[2]).isEqualTo((float) Math.tanh(1), Offsets.SMALL);
  }

  private static GraphBuilder blocks(int[] block, int... pads) {
    return image(4, 6, 1)
        .vector("block", block)
        .ints("pads", new long[] {2, 2}, pads)
        .op("SpaceToBatchND", "there", "x", "block", "pads");
  }

  /** Blocks with pads and crops, of two axes, without a convolution between. */
  @Test
  void blocksWithoutAWindowAreMoves() {
    GraphBuilder there = blocks(new int[] {2, 3}, 1, 1, 0, 0);
    assertThat(kinds(there)).contains("View").doesNotContain("SpaceToBatch", "Conv");
    float[] x = new float[24];
    x[6] = 1; // row 1, column 0: row 2 of the padded image, so of the blocks' first
    float[] y = Evaluated.of(there, x);
    assertThat(y).hasSize(36);
    // block (0, 0): three rows of two, at every second row from 0 and every third column from 0
    assertThat(y[2]).isEqualTo(1);

    GraphBuilder back =
        blocks(new int[] {2, 2}, 0, 0, 0, 0)
            .op("Tanh", "t", "there")
            .ints("crops", new long[] {2, 2}, 1, 0, 0, 2)
            .op("BatchToSpaceND", "y", "t", "block", "crops");
    float[] z = new float[24];
    z[6] = 1;
    float[] cropped = Evaluated.of(back, z);
    assertThat(cropped).hasSize(12);
    assertThat(cropped[0]).isEqualTo((float) Math.tanh(1), Offsets.SMALL);
  }

  /** There and back is nothing. */
  @Test
  void blocksOfOneAxisThereAndBack() {
    GraphBuilder graph =
        image(4, 3, 2)
            .vector("block", 2)
            .ints("pads", new long[] {1, 2}, 1, 1)
            .op("SpaceToBatchND", "there", "x", "block", "pads")
            .ints("crops", new long[] {1, 2}, 1, 1)
            .op("BatchToSpaceND", "y", "there", "block", "crops");
    float[] x = new float[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    assertThat(Evaluated.of(graph, x)).containsExactly(x);
  }
}
