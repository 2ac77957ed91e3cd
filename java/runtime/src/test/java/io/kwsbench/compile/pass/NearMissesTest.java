package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.graph.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks like a pattern and is none: it stays what it is, and computes what it did. */
class NearMissesTest {
  private static final long[] ONES = {1, 1, 1, 1};

  private static GraphBuilder weights(GraphBuilder graph, String name, long... dims) {
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 11 - 5) / 8f;
    }
    return graph.floats(name, dims, values);
  }

  private static GraphBuilder image(long height, long width, long channels) {
    return GraphBuilder.graph().placeholder("x", 1, height, width, channels);
  }

  private static GraphBuilder convolution(
      GraphBuilder graph, String name, String input, String padding, long... filter) {
    return weights(graph, name + "/w", filter)
        .op("Conv2D", name, input, name + "/w")
        .attr("strides", ONES)
        .attr("padding", padding);
  }

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
    // frames of two lines as one line: the last of the first is no neighbour of the next
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
    return optimized(graph).stream().filter(op -> op.kind() instanceof Kind.Concat).count();
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

  @Test
  void aSpectrogramOfMagnitudesStaysOne() {
    for (boolean squared : new boolean[] {true, false}) {
      GraphBuilder graph =
          GraphBuilder.graph()
              .placeholder("x", 2000, 1)
              .op("AudioSpectrogram", "spectrogram", "x")
              .attr("window_size", 640)
              .attr("stride", 320)
              .attr("magnitude_squared", squared)
              .scalar("rate", 16000)
              .op("Mfcc", "mfcc", "spectrogram", "rate")
              .attr("upper_frequency_limit", 4000f)
              .attr("lower_frequency_limit", 20f)
              .attr("filterbank_channel_count", 20)
              .attr("dct_coefficient_count", 10);
      List<Op> ops = optimized(graph);
      assertThat(ops).hasSize(squared ? 1 : 2);
    }
  }
}
