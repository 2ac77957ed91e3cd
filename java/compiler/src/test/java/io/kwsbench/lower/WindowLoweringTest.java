package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static io.kwsbench.lower.Computed.random;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.shape.WindowAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowLoweringTest {
  private static final int H = 5;
  private static final int W = 4;
  private static final int IN = 2;
  private static final int OUT = 3;

  /**
   * Every input pixel adds its filter to the output: the definition of a transposed convolution.
   */
  private static float[] scattered(
      float[] x, float[] filter, int[] kernel, int[] stride, int[] out, String padding) {
    float[] y = new float[out[0] * out[1] * OUT];
    int top = (int) WindowAxis.along(out[0], kernel[0], stride[0], 1, padding).padBefore();
    int left = (int) WindowAxis.along(out[1], kernel[1], stride[1], 1, padding).padBefore();
    for (int i = 0; i < x.length; i++) {
      int in = i % IN;
      int col = i / IN % W;
      int row = i / IN / W;
      for (int f = 0; f < kernel[0] * kernel[1]; f++) {
        int toRow = row * stride[0] + f / kernel[1] - top;
        int toCol = col * stride[1] + f % kernel[1] - left;
        boolean inside = toRow >= 0 && toRow < out[0] && toCol >= 0 && toCol < out[1];
        for (int o = 0; inside && o < OUT; o++) {
          y[(toRow * out[1] + toCol) * OUT + o] += x[i] * filter[(f * OUT + o) * IN + in];
        }
      }
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 2, 2, 10, 8, SAME", "3, 3, 2, 2, 9, 7, SAME", "3, 2, 1, 1, 5, 4, SAME",
    "2, 3, 3, 4, 15, 16, SAME", "3, 3, 2, 2, 11, 9, VALID", "5, 1, 2, 1, 13, 4, VALID",
    "2, 2, 3, 3, 14, 11, VALID", "4, 5, 1, 1, 8, 8, VALID", "1, 1, 2, 2, 10, 8, SAME"
  })
  void transposedConvolution(int kh, int kw, int sh, int sw, int h, int w, String padding) {
    float[] filter = random(kh * kw * OUT * IN, 1);
    float[] x = random(H * W * IN, 2);
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, H, W, IN)
            .vector("sizes", 1, h, w, OUT)
            .floats("w", new long[] {kh, kw, OUT, IN}, filter)
            .op("Conv2DBackpropInput", "y", "sizes", "w", "x")
            .attr("strides", new long[] {1, sh, sw, 1})
            .attr("padding", padding);
    int[] out = {h, w};
    float[] expected = scattered(x, filter, new int[] {kh, kw}, new int[] {sh, sw}, out, padding);
    assertClose(Computed.of(graph, x), expected);
  }

  /** The filter is computed, so that it is no weights. */
  @Test
  void convolutionByAComputedFilter() {
    float[] x = random(H * W * IN, 3);
    float[] filter = random(2 * 2 * IN * OUT, 4);
    float[] y = Computed.of(convolved("computed", filter), x);
    assertClose(y, Computed.of(convolved("w", filter), x));
  }

  private static GraphBuilder convolved(String filter, float[] values) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, H, W, IN)
            .floats("w", new long[] {2, 2, IN, OUT}, values);
    if (filter.equals("computed")) {
      graph
          .vector("all", 0, 1, 2, 3)
          .op("Max", "largest", "x", "all")
          .op("Sub", "zero", "largest", "largest")
          .op("Add", filter, "w", "zero");
    }
    return graph
        .op("Conv2D", "y", "x", filter)
        .attr("strides", new long[] {1, 2, 1, 1})
        .attr("padding", "SAME");
  }

  /** x (x − μ) γ / √(σ² + ε) + β, in both spellings. */
  @Test
  void batchNorms() {
    float[] x = {1, 2, 3, -1, 0, 5};
    float[] expected = {1.25f, 3.5f, 2.75f, -1, 0.5f, 8};
    GraphBuilder graph =
        statistics().op("FusedBatchNorm", "y", "x", "gamma", "beta", "mean", "var");
    graph.attr("is_training", false).attr("epsilon", 0.25f).attr("data_format", "NHWC");
    assertClose(Computed.of(graph, x), expected);
    GraphBuilder old =
        statistics()
            .op("BatchNormWithGlobalNormalization", "y", "x", "mean", "var", "beta", "gamma")
            .attr("variance_epsilon", 0.25f)
            .attr("scale_after_normalization", true);
    assertClose(Computed.of(old, x), expected);
  }

  /** Scales of 0.75 and 1.5, shifts of 0.5. */
  private static GraphBuilder statistics() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, 3, 2)
        .floats("gamma", new long[] {2}, 0.75f, 1.5f)
        .floats("beta", new long[] {2}, 0.5f, 0.5f)
        .floats("mean", new long[] {2}, 0, 0)
        .floats("var", new long[] {2}, 0.75f, 0.75f);
  }

  @Test
  void pools() {
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertClose(Computed.of(pool("MaxPool", "SAME"), x), 5, 6, 8, 9);
    assertClose(Computed.of(pool("AvgPool", "SAME"), x), 3, 4.5f, 7.5f, 9);
    assertClose(Computed.of(pool("MaxPool", "VALID"), x), 5);
    assertClose(Computed.of(pool("AvgPool", "VALID"), x), 3);
  }

  private static GraphBuilder pool(String op, String padding) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 3, 3, 1)
        .op(op, "y", "x")
        .attr("ksize", new long[] {1, 2, 2, 1})
        .attr("strides", new long[] {1, 2, 2, 1})
        .attr("padding", padding);
  }

  /** Two pixels to four: as the kernels of the three ways of placing them compute. */
  @Test
  void resizing() {
    float[] x = {0, 8};
    assertClose(Computed.of(resize("ResizeBilinear", 4), x), 0, 4, 8, 8);
    assertClose(
        Computed.of(resize("ResizeBilinear", 4).attr("align_corners", true), x),
        0,
        8 / 3f,
        16 / 3f,
        8);
    assertClose(
        Computed.of(resize("ResizeBilinear", 4).attr("half_pixel_centers", true), x), 0, 2, 6, 8);
    assertClose(Computed.of(resize("ResizeNearestNeighbor", 5), x), 0, 0, 0, 8, 8);
    assertClose(
        Computed.of(resize("ResizeNearestNeighbor", 3).attr("align_corners", true), x), 0, 8, 8);
    assertClose(
        Computed.of(resize("ResizeNearestNeighbor", 4).attr("half_pixel_centers", true), x),
        0,
        0,
        8,
        8);
  }

  private static GraphBuilder resize(String op, int width) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, 2, 1)
        .vector("size", 1, width)
        .op(op, "y", "x", "size");
  }

  @Test
  void bothAxesAreResized() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 2, 2, 1)
            .vector("size", 3, 3)
            .op("ResizeBilinear", "y", "x", "size")
            .attr("align_corners", true);
    assertClose(Computed.of(graph, 0, 4, 8, 12), 0, 2, 4, 4, 6, 8, 8, 10, 12);
  }

  /** Columns go first where rows would make the larger image. */
  @Test
  void columnsAreResizedBeforeRowsThatGrow() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 1, 4, 1)
            .vector("size", 4, 1)
            .op("ResizeBilinear", "y", "x", "size")
            .attr("half_pixel_centers", true);
    assertClose(Computed.of(graph, 0, 4, 8, 12), 6, 6, 6, 6);
  }
}
