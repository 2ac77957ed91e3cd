package io.kwsbench.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each pass does, and graphs that look almost like what it takes. */
class GraphPassTest {
  private final Sketches s = new Sketches();

  private Value conv(Value x, Value kernel) {
    return s.graph.nn().conv2d(x, kernel, 1, 1, false);
  }

  @Test
  void constantsAreComputed() {
    Value scale = s.graph.math().mul(s.counted(3), s.counted(3));
    Value output = s.graph.math().mul(s.input(1, 3), s.graph.math().unary("Sqrt", scale));

    IrGraph after = GraphPassCatalog.CONSTANTS.apply(s.graph.build(output));

    assertThat(Sketches.ops(after)).isEqualTo("Mul");
    assertThat(Sketches.operand(after, "Mul", 1)).containsExactly(1, 2, 3);
  }

  @Test
  void whatIsFedOrWouldGrowIsNotComputed() {
    Value fed = s.graph.math().unary("Sqrt", s.input(1, 3));
    assertThat(s.isLeftAlone(GraphPassCatalog.CONSTANTS, fed)).isTrue();

    Value wide = s.graph.math().mul(s.counted(2048, 1), s.counted(1, 1024));
    assertThat(s.isLeftAlone(GraphPassCatalog.CONSTANTS, wide)).isTrue();
  }

  @Test
  void reshapesMoveDownAndCancel() {
    Value x = s.input(1, 4, 3);
    Value row = s.graph.arrays().expandDims(x, 1);
    Value biased = s.graph.nn().biasAdd(s.graph.math().unary("Relu", row), s.counted(3));
    Value output = s.graph.arrays().squeeze(biased, 1);

    assertThat(s.after(GraphPassCatalog.VIEWS, output)).isEqualTo("Relu BiasAdd");
  }

  @Test
  void reshapesThatAnOperationSeesStay() {
    Value x = s.input(1, 4, 3);
    Value turned = s.graph.arrays().reshape(x, 1, 3, 4);
    assertThat(s.isLeftAlone(GraphPassCatalog.VIEWS, s.graph.nn().biasAdd(turned, s.counted(4))))
        .isTrue();
    Value added = s.graph.math().add(turned, s.counted(3, 4));
    assertThat(s.isLeftAlone(GraphPassCatalog.VIEWS, added)).isTrue();

    Value image = s.graph.arrays().expandDims(s.input(1, 3, 4), 1);
    Value first = s.graph.nn().biasAdd(image, s.counted(4));
    Value channelsFirst = s.with(first, a -> a.text("data_format", "NCHW"));
    assertThat(s.isLeftAlone(GraphPassCatalog.VIEWS, channelsFirst)).isTrue();
  }

  private Value dilated(int channels) {
    Value x = s.input(1, 1, 8, 2);
    Value kernel = s.counted(1, 3, 2, channels);
    return s.graph.nn().dilated(1, 2).around(x, 1, 3, true, y -> conv(y, kernel));
  }

  @Test
  void theWayBackFromADilatedConvolutionMovesDown() {
    Value biased = s.graph.nn().biasAdd(dilated(3), s.counted(3));

    assertThat(s.after(GraphPassCatalog.BATCHES, s.graph.math().unary("Relu", biased)))
        .isEqualTo("SpaceToBatchND Conv2D BiasAdd Relu BatchToSpaceND");
  }

  @Test
  void theWayBackStaysWhereItIsSeenOrAConstantHasMoreAxes() {
    Value output = dilated(3);
    Value position = s.graph.math().mul(output, s.counted(1, 1, 8, 1));
    assertThat(s.isLeftAlone(GraphPassCatalog.BATCHES, position)).isTrue();

    Value twice = s.graph.math().add(s.graph.math().unary("Relu", output), output);
    assertThat(s.isLeftAlone(GraphPassCatalog.BATCHES, twice)).isTrue();
  }

  @Test
  void scalesAndShiftsGoIntoWeightsAndBias() {
    Value conv =
        conv(s.input(1, 1, 4, 1), s.graph.constant(Literal.of(new float[] {1, 2}, 1, 1, 1, 2)));
    Value scaled = s.graph.math().mul(conv, s.graph.constant(Literal.of(new float[] {3, 5}, 2)));
    Value output = s.graph.math().add(scaled, s.graph.constant(Literal.of(new float[] {7, 9}, 2)));

    IrGraph after = GraphPassCatalog.SCALES.apply(s.graph.build(output));

    assertThat(Sketches.ops(after)).isEqualTo("Conv2D BiasAdd");
    assertThat(Sketches.operand(after, "Conv2D", 1)).containsExactly(3, 10);
    assertThat(Sketches.operand(after, "BiasAdd", 1)).containsExactly(7, 9);
  }

  @Test
  void scalesThatWeightsCannotTakeStay() {
    Value conv = conv(s.input(1, 1, 2, 1), s.counted(1, 1, 1, 2));
    Value byPosition = s.graph.math().mul(conv, s.counted(1, 1, 2, 1));
    assertThat(s.isLeftAlone(GraphPassCatalog.SCALES, byPosition)).isTrue();
    Value shared = s.graph.math().add(s.graph.math().mul(conv, s.counted(2)), conv);
    assertThat(s.isLeftAlone(GraphPassCatalog.SCALES, shared)).isTrue();
    Value tooLarge = s.graph.math().mul(conv, s.graph.scalar(Float.POSITIVE_INFINITY));
    assertThat(s.isLeftAlone(GraphPassCatalog.SCALES, tooLarge)).isTrue();
    Value wider =
        s.graph.math().mul(conv, s.graph.constant(Literal.of(new float[] {2}, 1, 1, 1, 1, 1)));
    assertThat(s.isLeftAlone(GraphPassCatalog.SCALES, wider)).isTrue();
    Value first = s.with(conv, a -> a.text("data_format", "NCHW"));
    assertThat(s.isLeftAlone(GraphPassCatalog.SCALES, s.graph.math().mul(first, s.counted(2))))
        .isTrue();
  }

  private Value clipped(float high, float low) {
    Value relu = s.graph.math().unary("Relu", s.input(1, 3));
    return s.graph.math().clip(relu, low, high);
  }

  @Test
  void activationsAreRecognized() {
    assertThat(s.after(GraphPassCatalog.ACTIVATIONS, clipped(6, 0))).isEqualTo("Relu6");
    Value x = s.input(2, 3);
    Value e =
        s.graph
            .math()
            .unary("Exp", s.graph.math().sub(x, s.graph.math().reduce("Max", x, true, 1)));
    Value softmax = s.graph.math().div(e, s.graph.math().reduce("Sum", e, true, 1));
    assertThat(s.after(GraphPassCatalog.ACTIVATIONS, softmax)).isEqualTo("Reshape Softmax Reshape");
  }

  @Test
  void whatIsAlmostAnActivationIsNot() {
    assertThat(s.isLeftAlone(GraphPassCatalog.ACTIVATIONS, clipped(6, 0.5f))).isTrue();
    assertThat(s.isLeftAlone(GraphPassCatalog.ACTIVATIONS, clipped(-1, 0))).isTrue();
    for (int[] axes : new int[][] {{0, 1}, {1, 0}, {0, 0}}) {
      Value x = s.input(3, 3);
      Value max = s.graph.math().reduce("Max", x, true, axes[0]);
      Value e = s.graph.math().unary("Exp", s.graph.math().sub(x, max));
      Value quotient = s.graph.math().div(e, s.graph.math().reduce("Sum", e, true, axes[1]));
      assertThat(s.isLeftAlone(GraphPassCatalog.ACTIVATIONS, quotient)).isTrue();
    }
    Value x = s.input(3, 3);
    Value e =
        s.graph
            .math()
            .unary("Exp", s.graph.math().sub(x, s.graph.math().reduce("Max", x, true, 1)));
    Value byColumn = s.graph.math().div(e, s.graph.math().reduce("Sum", e, false, 1));
    assertThat(s.isLeftAlone(GraphPassCatalog.ACTIVATIONS, byColumn)).isTrue();
  }

  private Value framed(int size, int hop, int stride, boolean same) {
    Value samples = s.input(1, 1, 400, 1);
    PaddedWindow one = new PaddedWindow(1, 1, 1, true);
    Value frames = s.graph.nn().extractPatches(samples, one, new PaddedWindow(size, hop, 1, true));
    return s.graph.nn().conv2d(frames, s.counted(1, 3, size, 2), 1, stride, same);
  }

  @Test
  void aConvolutionOfFramesIsOneOfSamples() {
    assertThat(s.after(GraphPassCatalog.SAMPLES, framed(40, 20, 2, false)))
        .isEqualTo("Reshape Pad Slice Reshape Conv2D");
    Value plain = s.graph.nn().conv2d(s.input(1, 1, 400, 1), s.counted(1, 40, 1, 2), 1, 20, false);
    assertThat(s.after(GraphPassCatalog.SAMPLES, plain)).isEqualTo("Reshape Reshape Conv2D");
  }

  @Test
  void framesThatAConvolutionPadsStay() {
    assertThat(s.isLeftAlone(GraphPassCatalog.SAMPLES, framed(40, 20, 2, true))).isTrue();
    Value conv = framed(40, 20, 1, false);
    Value dilated = s.with(conv, a -> a.integers("dilations", 1, 1, 2, 1));
    assertThat(s.isLeftAlone(GraphPassCatalog.SAMPLES, dilated)).isTrue();
    Value shortHop = s.graph.nn().conv2d(s.input(1, 1, 400, 1), s.counted(1, 8, 1, 2), 1, 2, false);
    assertThat(s.isLeftAlone(GraphPassCatalog.SAMPLES, shortHop)).isTrue();
  }

  /** TensorFlow has no such frames; a graph from a file may. */
  @Test
  void framesWithPaddingsInNumbersStay() {
    Value conv = framed(40, 20, 1, false);
    Value frames = conv.node().input(0);
    Value odd = s.with(frames, a -> a.text("padding", "EXPLICIT"));
    Value over = s.graph.nn().conv2d(odd, conv.node().input(1), 1, 1, false);
    for (GraphPass pass : GraphPassCatalog.ENGINE) {
      assertThat(s.isLeftAlone(pass, over)).as(pass.name()).isTrue();
    }
    assertThat(s.isLeftAlone(GraphPassCatalog.SAMPLES, over)).isTrue();
  }

  @Test
  void convolutionsThatStepOverBatchesOrChannelsStay() {
    Value padded =
        s.graph.arrays().pad(s.input(1, 4, 4, 2), new int[] {0, 1, 1, 0}, new int[] {0, 1, 1, 0});
    Value plain = s.graph.nn().conv2d(padded, s.counted(3, 3, 2, 2), 1, 1, false);
    GraphPass padding =
        GraphPassCatalog.ENGINE.stream()
            .filter(pass -> pass.name().equals("fuse_padding"))
            .findFirst()
            .orElseThrow();
    assertThat(s.after(padding, plain)).isEqualTo("Conv2D");
    Value odd = s.with(plain, a -> a.integers("strides", -1, 1, 1, -1));
    assertThat(s.isLeftAlone(padding, odd)).isTrue();
  }

  @Test
  void equalOperationsAreOne() {
    Value x = s.input(1, 3);
    Value sum =
        s.graph.math().add(s.graph.math().unary("Tanh", x), s.graph.math().unary("Tanh", x));
    assertThat(s.after(GraphPassCatalog.SHARING, sum)).isEqualTo("Tanh Add");
  }

  @Test
  void operationsThatDifferOrDrawNumbersAreTwo() {
    Value x = s.input(2, 3);
    Value two =
        s.graph
            .math()
            .add(
                s.graph.math().reduce("Sum", x, true, 1),
                s.graph.math().reduce("Sum", x, false, 1));
    assertThat(s.isLeftAlone(GraphPassCatalog.SHARING, two)).isTrue();
    Value shape = s.graph.vector(2, 3);
    Value drawn = s.graph.add("RandomUniform", List.of(shape), Attrs.NONE.integer("seed", 0), 2, 3);
    Value again = s.graph.add("RandomUniform", List.of(shape), drawn.node().attrs(), 2, 3);
    assertThat(s.isLeftAlone(GraphPassCatalog.SHARING, s.graph.math().sub(drawn, again))).isTrue();
  }

  @Test
  void integersAreNotTakenForNumbers() {
    Value x = s.input(DType.INT32, 1, 3);
    Value zero = s.graph.constant(Literal.of(new int[] {0}));
    Value low =
        s.graph
            .math()
            .binary(
                "Maximum",
                s.graph.math().binary("Minimum", s.graph.math().unary("Relu", x), zero),
                zero);
    for (GraphPass pass : GraphPassCatalog.CHEAPER) {
      assertThat(s.isLeftAlone(pass, low)).as(pass.name()).isTrue();
    }
  }
}
