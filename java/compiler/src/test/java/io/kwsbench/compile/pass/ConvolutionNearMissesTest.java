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

/** Convolutions that are no product, no strided one and no step with another. */
class ConvolutionNearMissesTest {
  private static GraphBuilder separable(String padding, long[] strides, String between) {
    GraphBuilder graph =
        weights(image(1, 8, 32), "d", 1, 3, 32, 1)
            .op("DepthwiseConv2dNative", "depthwise", "x", "d")
            .attr("strides", ONES)
            .attr("padding", "SAME");
    String from = "depthwise";
    if (!between.isEmpty()) {
      graph.op(between, "between", "depthwise");
      from = "between";
    }
    return weights(graph, "w", 1, 1, 32, 3)
        .op("Conv2D", "pointwise", from, "w")
        .attr("strides", strides)
        .attr("padding", padding);
  }

  @Test
  void whatIsNoPointwiseConvolutionIsNoStepWithTheDepthwiseOne() {
    GraphBuilder strided = separable("SAME", new long[] {1, 2, 2, 1}, "");
    assertThat(kinds(strided)).containsExactly("Depthwise", "Conv");
    same(strided);
    GraphBuilder seen = separable("SAME", ONES, "").op("Add", "both", "pointwise", "pointwise");
    assertThat(kinds(seen)).contains("DepthwisePointwise");
    same(seen);
    GraphBuilder shared =
        separable("SAME", ONES, "")
            .vector("axis", 3)
            .op("ConcatV2", "y", "pointwise", "depthwise", "axis")
            .attr("N", 2);
    assertThat(kinds(shared)).contains("Depthwise", "Dense");
    same(shared);
    GraphBuilder wider =
        weights(image(1, 8, 32), "d", 1, 3, 32, 1)
            .op("DepthwiseConv2dNative", "depthwise", "x", "d")
            .attr("strides", ONES)
            .attr("padding", "SAME")
            .vector("shape", 4, 64)
            .op("Reshape", "rows", "depthwise", "shape");
    weights(wider, "w", 64, 3).op("MatMul", "y", "rows", "w");
    assertThat(kinds(wider)).containsExactly("Depthwise", "Dense");
    same(wider);
  }

  @Test
  void aFunctionBetweenDepthwiseAndPointwiseKeepsThemApart() {
    GraphBuilder graph =
        weights(image(1, 8, 2), "d", 1, 3, 2, 1)
            .op("DepthwiseConv2dNative", "depthwise", "x", "d")
            .attr("strides", ONES)
            .attr("padding", "SAME")
            .op("Relu", "relu", "depthwise");
    convolution(graph, "pointwise", "relu", "SAME", 1, 1, 2, 3);
    assertThat(kinds(graph)).doesNotContain("Conv");
    same(graph);
  }

  private static GraphBuilder frames(long height, long width, int[] seen) {
    return image(height, width, 1)
        .op("ExtractImagePatches", "patches", "x")
        .attr("ksizes", new long[] {1, 1, 4, 1})
        .attr("strides", new long[] {1, 1, 2, 1})
        .attr("rates", ONES)
        .attr("padding", "VALID")
        .vector("shape", seen)
        .op("Reshape", "frames", "patches", "shape");
  }

  @Test
  void otherFramesAreNoStridedConvolution() {
    // frames of two lines as one line: the last of the first is no neighbor of the next
    GraphBuilder lines = frames(2, 10, new int[] {1, 1, 8, 4});
    convolution(lines, "conv", "frames", "VALID", 1, 2, 4, 2);
    assertThat(kinds(lines)).contains("ExtractPatches");
    same(lines);
    GraphBuilder halves = frames(1, 10, new int[] {1, 1, 8, 2});
    convolution(halves, "conv", "frames", "VALID", 1, 2, 2, 2);
    assertThat(kinds(halves)).contains("ExtractPatches");
    same(halves);
    GraphBuilder padded = frames(1, 10, new int[] {1, 1, 4, 4});
    convolution(padded, "conv", "frames", "SAME", 1, 2, 4, 2);
    assertThat(kinds(padded)).contains("ExtractPatches");
    same(padded);
    GraphBuilder line = frames(1, 10, new int[] {1, 1, 4, 4});
    convolution(line, "conv", "frames", "VALID", 1, 2, 4, 2);
    assertThat(kinds(line)).containsExactly("Conv");
    same(line);
  }

  @Test
  void aWindowThatMovesOrIsPaddedIsNoProduct() {
    GraphBuilder strided =
        weights(image(4, 4, 2), "w", 1, 1, 2, 3)
            .op("Conv2D", "y", "x", "w")
            .attr("strides", new long[] {1, 2, 2, 1})
            .attr("padding", "VALID");
    assertThat(kinds(strided)).containsExactly("Conv");
    same(strided);
    GraphBuilder padded = convolution(image(2, 2, 2), "y", "x", "SAME", 2, 2, 2, 3);
    assertThat(kinds(padded)).containsExactly("Conv");
    same(padded);
    GraphBuilder narrower = convolution(image(3, 2, 2), "y", "x", "VALID", 2, 2, 2, 3);
    assertThat(kinds(narrower)).containsExactly("Conv");
    same(narrower);
  }
}
