package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.same;
import static io.kwsbench.compile.pass.Layers.convolution;
import static io.kwsbench.compile.pass.Layers.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Convolutions between blocks that are no dilated ones. */
class DilationNearMissesTest {
  /** Blocks there, a convolution of what they are seen as, and back. */
  private static GraphBuilder blocks(long[] seen, int[] crops, String padding) {
    return blocks(6, seen, crops, padding);
  }

  private static GraphBuilder blocks(int width, long[] seen, int[] crops, String padding) {
    GraphBuilder graph =
        image(4, width, 1)
            .vector("block", 1, 2)
            .ints("pads", new long[] {2, 2}, 0, 0, 0, 6 - width)
            .op("SpaceToBatchND", "there", "x", "block", "pads")
            .vector("shape", Arrays.stream(seen).mapToInt(d -> (int) d).toArray())
            .op("Reshape", "seen", "there", "shape");
    return convolution(graph, "conv", "seen", padding, 1, 2, 1, 1)
        .ints("crops", new long[] {2, 2}, crops)
        .op("BatchToSpaceND", "back", "conv", "block", "crops");
  }

  @Test
  void otherRowsBetweenBlocksAreNoDilation() {
    GraphBuilder turned = blocks(new long[] {2, 3, 4, 1}, new int[] {0, 0, 0, 0}, "VALID");
    assertThat(kinds(turned)).contains("View");
    same(turned);
    GraphBuilder padded = blocks(new long[] {2, 4, 3, 1}, new int[] {0, 0, 0, 0}, "SAME");
    assertThat(kinds(padded)).contains("View");
    same(padded);
    GraphBuilder cropped = blocks(new long[] {2, 4, 3, 1}, new int[] {1, 0, 0, 0}, "VALID");
    assertThat(kinds(cropped)).contains("View");
    same(cropped);
    GraphBuilder left = blocks(new long[] {2, 4, 3, 1}, new int[] {0, 0, 1, 0}, "VALID");
    assertThat(kinds(left)).contains("View");
    same(left);
    GraphBuilder right = blocks(new long[] {2, 4, 3, 1}, new int[] {0, 0, 0, 1}, "VALID");
    assertThat(kinds(right)).as("more than what fills the last block").contains("View");
    same(right);
    GraphBuilder dilation = blocks(5, new long[] {2, 4, 3, 1}, new int[] {0, 0, 0, 1}, "VALID");
    assertThat(kinds(dilation)).containsExactly("Conv");
    same(dilation);
  }

  @Test
  void otherBlocksOnTheWayBackAreNoDilation() {
    GraphBuilder graph =
        image(4, 4, 1)
            .vector("wide", 1, 2)
            .vector("high", 2, 1)
            .ints("pads", new long[] {2, 2}, 0, 0, 0, 0)
            .op("SpaceToBatchND", "there", "x", "wide", "pads");
    convolution(graph, "conv", "there", "VALID", 1, 2, 1, 1)
        .op("BatchToSpaceND", "back", "conv", "high", "pads");
    assertThat(kinds(graph)).contains("View");
    same(graph);
  }

  /**
   * A block along the width, and rows between: what TensorFlow makes of {@code tf.nn.convolution}.
   */
  private static GraphBuilder row(String after) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 7, 2)
            .vector("block", 3)
            .ints("pads", new long[] {1, 2}, 3, 5)
            .op("SpaceToBatchND", "there", "x", "block", "pads")
            .vector("one", 1)
            .op("ExpandDims", "rows", "there", "one");
    convolution(graph, "conv", "rows", "VALID", 1, 3, 2, 4)
        .vector("shape", 3, 3, 4)
        .op("Reshape", "squeezed", "conv", "shape")
        .floats("b", new long[] {4}, 0.5f, -0.5f, 0.25f, 1)
        .op("BiasAdd", "biased", "squeezed", "b")
        .op("Relu", "relu", "biased")
        .op(after.equals("relu") ? "Identity" : "Tanh", "last", "relu");
    return graph
        .ints("crops", new long[] {1, 2}, 0, 2)
        .op("BatchToSpaceND", "back", "last", "block", "crops");
  }

  @Test
  void biasAndActivationStayBehindADilatedConvolution() {
    assertThat(kinds(row("relu"))).containsExactly("Conv");
    same(row("relu"));
    assertThat(kinds(row("tanh"))).containsExactly("Conv", "Chain");
    same(row("tanh"));
  }

  @Test
  void whatElseIsSeenOfTheBlocksStays() {
    GraphBuilder graph = row("relu").op("Mean", "seen", "biased", "one");
    graph.attr("keep_dims", true).op("Mean", "all", "back", "one");
    graph.attr("keep_dims", true).op("Add", "y", "seen", "all");
    assertThat(kinds(graph)).contains("View");
    same(graph);
  }

  @Test
  void blocksThereAndBackAreNoConvolution() {
    GraphBuilder graph =
        image(4, 4, 1)
            .vector("block", 2, 2)
            .ints("none", new long[] {2, 2}, 0, 0, 0, 0)
            .op("SpaceToBatchND", "there", "x", "block", "none")
            .op("BatchToSpaceND", "back", "there", "block", "none");
    assertThat(kinds(graph)).contains("View");
    same(graph);
  }

  /** A scale for every row is none for every channel. */
  @Test
  void whatWorksOnRowsIsNotMovedBehind() {
    GraphBuilder graph =
        image(4, 6, 1)
            .vector("block", 1, 2)
            .ints("pads", new long[] {2, 2}, 0, 0, 0, 0)
            .op("SpaceToBatchND", "there", "x", "block", "pads");
    convolution(graph, "conv", "there", "VALID", 1, 2, 1, 1)
        .floats("scale", new long[] {1, 4, 2, 1}, 1, 2, 3, 4, 5, 6, 7, 8)
        .op("Mul", "scaled", "conv", "scale")
        .ints("crops", new long[] {2, 2}, 0, 0, 0, 1)
        .op("BatchToSpaceND", "back", "scaled", "block", "crops");
    assertThat(kinds(graph)).contains("View");
    same(graph);
  }

  /** Two pixels of one channel are seen as one of two for a while. */
  @Test
  void whatWorksOnOtherChannelsIsNotMovedBehind() {
    for (String op : new String[] {"BiasAdd", "Mul"}) {
      GraphBuilder graph =
          image(4, 8, 1)
              .vector("block", 1, 2)
              .ints("pads", new long[] {2, 2}, 0, 0, 0, 0)
              .op("SpaceToBatchND", "there", "x", "block", "pads");
      convolution(graph, "conv", "there", "VALID", 1, 3, 1, 1)
          .vector("pairs", 2, 4, 1, 2)
          .op("Reshape", "paired", "conv", "pairs")
          .floats("numbers", new long[] {2}, 2, 3)
          .op(op, "changed", "paired", "numbers")
          .vector("singles", 2, 4, 2, 1)
          .op("Reshape", "single", "changed", "singles")
          .ints("crops", new long[] {2, 2}, 0, 0, 0, 0)
          .op("BatchToSpaceND", "back", "single", "block", "crops");
      assertThat(kinds(graph)).contains("View");
      same(graph);
    }
  }
}
