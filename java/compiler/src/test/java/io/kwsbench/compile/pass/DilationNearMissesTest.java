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
    GraphBuilder graph =
        image(4, 6, 1)
            .vector("block", 1, 2)
            .ints("pads", new long[] {2, 2}, 0, 0, 0, 0)
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
    GraphBuilder dilation = blocks(new long[] {2, 4, 3, 1}, new int[] {0, 0, 0, 1}, "VALID");
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
}
