package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.same;
import static io.kwsbench.compile.pass.Layers.ONES;
import static io.kwsbench.compile.pass.Layers.convolution;
import static io.kwsbench.compile.pass.Layers.image;
import static io.kwsbench.compile.pass.Layers.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

/** Pads that are a convolution's padding, and pads that are not. */
class PaddingNearMissesTest {
  private static GraphBuilder padded(GraphBuilder graph, int... pairs) {
    return graph.ints("pads", new long[] {pairs.length / 2, 2}, pairs).op("Pad", "p", "x", "pads");
  }

  @Test
  void zerosAroundAnImageArePadding() {
    GraphBuilder graph = padded(image(7, 8, 3), 0, 0, 1, 2, 3, 0, 0, 0);
    convolution(graph, "y", "p", "VALID", 3, 4, 3, 5);
    assertThat(kinds(graph)).containsExactly("Conv");
    same(graph);
    GraphBuilder twice = padded(image(7, 8, 3), 0, 0, 1, 2, 3, 0, 0, 0);
    convolution(twice, "y", "p", "SAME", 3, 4, 3, 5);
    assertThat(kinds(twice)).containsExactly("Conv");
    same(twice);
    GraphBuilder depthwise =
        weights(padded(image(7, 8, 3), 0, 0, 2, 0, 1, 1, 0, 0), "w", 3, 3, 3, 2)
            .op("DepthwiseConv2dNative", "y", "p", "w")
            .attr("strides", new long[] {1, 2, 2, 1})
            .attr("padding", "VALID");
    assertThat(kinds(depthwise)).containsExactly("Depthwise");
    same(depthwise);
  }

  /** As a convolution over rows of samples is frozen. */
  @Test
  void zerosAroundSamplesArePadding() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 90)
            .ints("pads", new long[] {1, 2}, 4, 6)
            .op("Pad", "p", "x", "pads")
            .vector("shape", 1, 1, 100, 1)
            .op("Reshape", "rows", "p", "shape");
    weights(graph, "w", 1, 8, 1, 5)
        .op("Conv2D", "y", "rows", "w")
        .attr("strides", new long[] {1, 4, 4, 1})
        .attr("padding", "VALID");
    assertThat(kinds(graph)).containsExactly("Conv");
    same(graph);
  }

  private static GraphBuilder rows(int before, int after, int seen, int channels) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 90)
            .ints("pads", new long[] {1, 2}, before, after)
            .op("Pad", "p", "x", "pads")
            .vector("begin", 0)
            .vector("size", seen)
            .op("Slice", "seen", "p", "begin", "size");
    return graph
        .vector("shape", 1, 1, seen / channels, channels)
        .op("Reshape", "rows", "seen", "shape");
  }

  /** Six samples are one pixel and a half of four channels, and three of two. */
  @Test
  void halfAPixelIsAPixelOfFewerChannels() {
    GraphBuilder graph = rows(6, 4, 100, 4);
    convolution(graph, "y", "rows", "VALID", 1, 3, 4, 5);
    assertThat(kinds(graph)).containsExactly("Conv");
    same(graph);
    GraphBuilder cut = rows(10, 4, 96, 8);
    convolution(cut, "y", "rows", "VALID", 1, 3, 8, 5);
    assertThat(kinds(cut)).containsExactly("Conv");
    same(cut);
  }

  /** Without the cut, the convolution would have more outputs. */
  @Test
  void samplesOfWholeWindowsAreNotSeenAgain() {
    GraphBuilder graph = rows(10, 20, 80, 8);
    convolution(graph, "y", "rows", "VALID", 1, 3, 8, 5);
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  @Test
  void halfAPixelIsNoPaddingOfSingleChannels() {
    GraphBuilder graph =
        weights(rows(6, 4, 100, 4), "w", 1, 3, 4, 1)
            .op("DepthwiseConv2dNative", "y", "rows", "w")
            .attr("strides", ONES)
            .attr("padding", "VALID");
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  /** Behind the samples that it sees the convolution sees zeros, where there are samples. */
  @Test
  void whatIsCutOffIsNotSeenAgain() {
    GraphBuilder graph = rows(8, 0, 80, 8);
    convolution(graph, "y", "rows", "SAME", 1, 3, 8, 5);
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  @Test
  void dilatedPixelsStayWhole() {
    GraphBuilder graph = rows(6, 4, 100, 4);
    weights(graph, "w", 1, 3, 4, 5)
        .op("Conv2D", "y", "rows", "w")
        .attr("strides", ONES)
        .attr("dilations", new long[] {1, 1, 2, 1})
        .attr("padding", "VALID");
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  @Test
  void otherNumbersAreNoPadding() {
    GraphBuilder graph =
        image(7, 8, 3)
            .ints("pads", new long[] {4, 2}, 0, 0, 1, 2, 3, 0, 0, 0)
            .floats("one", new long[0], 1)
            .op("PadV2", "p", "x", "pads", "one");
    convolution(graph, "y", "p", "VALID", 3, 4, 3, 5);
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  @Test
  void moreChannelsAreNoPadding() {
    GraphBuilder graph = padded(image(7, 8, 3), 0, 0, 1, 0, 0, 0, 0, 1);
    convolution(graph, "y", "p", "VALID", 3, 4, 4, 5);
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  @Test
  void aProductTakesNoPadding() {
    GraphBuilder graph = padded(image(7, 8, 3), 0, 0, 1, 1, 1, 1, 0, 0);
    convolution(graph, "y", "p", "VALID", 1, 1, 3, 5);
    assertThat(kinds(graph)).containsExactly("Pad", "Dense");
    same(graph);
  }

  /** The average of zeros and an image is not that of the image. */
  @Test
  void aPoolTakesNoPadding() {
    GraphBuilder graph =
        padded(image(7, 8, 3), 0, 0, 1, 1, 1, 1, 0, 0)
            .op("AvgPool", "y", "p")
            .attr("ksize", new long[] {1, 3, 3, 1})
            .attr("strides", ONES)
            .attr("padding", "VALID");
    assertThat(kinds(graph)).contains("Pad");
    same(graph);
  }

  /** Someone else sees the zeros. */
  @Test
  void whatIsSeenStays() {
    GraphBuilder graph = padded(image(7, 8, 3), 0, 0, 1, 1, 1, 1, 0, 0);
    convolution(graph, "c", "p", "SAME", 3, 3, 3, 3);
    graph.op("Add", "y", "c", "p");
    assertThat(kinds(graph)).contains("Pad", "Conv");
    same(graph);
  }
}
