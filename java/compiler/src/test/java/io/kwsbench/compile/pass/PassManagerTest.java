package io.kwsbench.compile.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Step;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.UnaryFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each rule is for: a small graph, and the operations that are left of it. */
class PassManagerTest {
  private static List<Op> optimized(GraphBuilder builder) {
    FrozenGraph graph = builder.build();
    Program program = GraphPasses.lower(graph, graph.inputs(), graph.outputs(), PassOptions.ALL);
    return PassManager.optimize(program).ops().stream()
        .filter(op -> !(op.kind() instanceof OpKind.Reshape))
        .toList();
  }

  private static GraphBuilder convolution(long width, long channels, String padding) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, width, channels)
        .floats("w", new long[] {1, 3, channels, 2}, ramp((int) (6 * channels)))
        .op("Conv2D", "conv", "x", "w")
        .attr("strides", new long[] {1, 1, 1, 1})
        .attr("padding", padding);
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i + 1;
    }
    return values;
  }

  @Test
  void batchNormAndRelu6GoIntoTheConvolution() {
    List<Op> ops =
        optimized(
            convolution(8, 1, "SAME")
                .floats("scale", new long[] {2}, 2, 3)
                .op("Mul", "mul_1", "conv", "scale")
                .floats("shift", new long[] {2}, 5, 7)
                .op("Add", "add_1", "mul_1", "shift")
                .op("Relu", "relu", "add_1")
                .floats("six", new long[] {}, 6)
                .op("Minimum", "min", "relu", "six")
                .floats("zero", new long[] {}, 0)
                .op("Maximum", "relu6", "min", "zero"));

    assertThat(ops).hasSize(1);
    Op conv = ops.get(0);
    assertThat(((OpKind.Conv) conv.kind()).act()).isEqualTo(UnaryFunction.clamp(0, 6));
    assertThat(conv.in(1).value().orElseThrow().toFloats()).startsWith(2, 6, 6, 12);
    assertThat(conv.in(2).value().orElseThrow().toFloats()).containsExactly(5, 7);
    assertThat(conv.nodes()).contains("conv", "mul_1", "add_1", "relu", "min", "relu6");
  }

  @Test
  void fusedBatchNormIsFoldedToo() {
    List<Op> ops =
        optimized(
            convolution(8, 1, "VALID")
                .floats("gamma", new long[] {2}, 2, 2)
                .floats("beta", new long[] {2}, 1, 1)
                .floats("mean", new long[] {2}, 3, 3)
                .floats("variance", new long[] {2}, 4, 4)
                .op("FusedBatchNorm", "bn", "conv", "gamma", "beta", "mean", "variance")
                .attr("epsilon", 0f)
                .attr("is_training", false));

    assertThat(ops).hasSize(1);
    assertThat(ops.get(0).in(1).value().orElseThrow().toFloats()).startsWith(1, 2, 3);
    assertThat(ops.get(0).in(2).value().orElseThrow().toFloats()).containsExactly(-2, -2);
  }

  @Test
  void aResidualIsAddedInTheEpilogue() {
    List<Op> ops =
        optimized(
            convolution(8, 2, "SAME").op("Add", "sum", "conv", "x").op("Relu", "relu", "sum"));

    assertThat(ops).hasSize(1);
    assertThat(ops.get(0).in(3).isPresent()).isTrue();
    assertThat(((OpKind.Conv) ops.get(0).kind()).act()).isEqualTo(UnaryFunction.RELU);
  }

  private static GraphBuilder separable(int channels) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, 8, channels)
        .floats("d", new long[] {1, 3, channels, 1}, ramp(3 * channels))
        .op("DepthwiseConv2dNative", "depthwise", "x", "d")
        .attr("strides", new long[] {1, 1, 1, 1})
        .attr("padding", "SAME")
        .floats("b", new long[] {channels}, ramp(channels))
        .op("BiasAdd", "biased", "depthwise", "b")
        .floats("w", new long[] {1, 1, channels, 3}, ramp(3 * channels))
        .op("Conv2D", "pointwise", "biased", "w")
        .attr("strides", new long[] {1, 1, 1, 1})
        .attr("padding", "VALID");
  }

  @Test
  void depthwiseAndPointwiseAreOneStep() {
    List<Op> ops = optimized(separable(32));

    assertThat(ops).hasSize(1);
    assertThat(ops.get(0).kind()).isInstanceOf(OpKind.DepthwisePointwise.class);
  }

  @Test
  void depthwiseAndPointwiseOfFewChannelsAreOneConvolution() {
    List<Op> ops = optimized(separable(2));

    assertThat(ops).hasSize(1);
    Op conv = ops.get(0);
    assertThat(((OpKind.Conv) conv.kind()).inC()).isEqualTo(2);
    assertThat(conv.in(1).value().orElseThrow().toFloats())
        .startsWith(1, 2, 3, 8, 10, 12, 3, 6, 9)
        .hasSize(18);
    // (1, 2) times the matrix
    assertThat(conv.in(2).value().orElseThrow().toFloats()).containsExactly(9, 12, 15);
    assertThat(conv.nodes()).contains("depthwise", "biased", "pointwise");
  }

  @Test
  void framesAndConvolutionAreOneConvolutionOverTheWaveform() {
    List<Op> ops =
        optimized(
            GraphBuilder.graph()
                .placeholder("x", 1, 1, 100, 1)
                .op("ExtractImagePatches", "frames", "x")
                .attr("ksizes", new long[] {1, 1, 4, 1})
                .attr("strides", new long[] {1, 1, 2, 1})
                .attr("rates", new long[] {1, 1, 1, 1})
                .attr("padding", "SAME")
                .floats("w", new long[] {1, 2, 4, 1}, 1, 2, 3, 4, 10, 20, 30, 40)
                .op("Conv2D", "conv", "frames", "w")
                .attr("strides", new long[] {1, 1, 1, 1})
                .attr("padding", "VALID"));

    assertThat(ops).hasSize(1);
    OpKind.Conv conv = (OpKind.Conv) ops.get(0).kind();
    assertThat(conv.win().kernelW()).isEqualTo(6);
    assertThat(conv.win().strideW()).isEqualTo(2);
    assertThat(ops.get(0).in(1).value().orElseThrow().toFloats())
        .containsExactly(1, 2, 13, 24, 30, 40);
  }

  @Test
  void aRoundTripThroughBlocksIsADilation() {
    List<Op> ops =
        optimized(
            GraphBuilder.graph()
                .placeholder("x", 1, 1, 8, 1)
                .vector("block", 1, 2)
                .ints("pads", new long[] {2, 2}, 0, 0, 2, 2)
                .op("SpaceToBatchND", "there", "x", "block", "pads")
                .floats("w", new long[] {1, 3, 1, 1}, 1, 2, 3)
                .op("Conv2D", "conv", "there", "w")
                .attr("strides", new long[] {1, 1, 1, 1})
                .attr("padding", "VALID")
                .ints("crops", new long[] {2, 2}, 0, 0, 0, 0)
                .op("BatchToSpaceND", "back", "conv", "block", "crops"));

    assertThat(ops).hasSize(1);
    OpKind.Conv conv = (OpKind.Conv) ops.get(0).kind();
    assertThat(conv.win().dilationW()).isEqualTo(2);
    assertThat(conv.win().padLeft()).isEqualTo(2);
    assertThat(conv.win().outW()).isEqualTo(8);
  }

  @Test
  void aWrittenOutSoftmaxIsOne() {
    List<Op> ops =
        optimized(
            GraphBuilder.graph()
                .placeholder("x", 3, 4)
                .vector("axis", -1)
                .op("Max", "max", "x", "axis")
                .attr("keep_dims", true)
                .op("Sub", "sub", "x", "max")
                .op("Exp", "exp", "sub")
                .op("Sum", "sum", "exp", "axis")
                .attr("keep_dims", true)
                .op("RealDiv", "softmax", "exp", "sum"));

    assertThat(ops).singleElement().extracting(Op::kind).isInstanceOf(OpKind.Softmax.class);
  }

  @Test
  void elementwiseOperationsRunAsOneChain() {
    List<Op> ops =
        optimized(
            GraphBuilder.graph()
                .placeholder("x", 3, 4)
                .op("Tanh", "tanh", "x")
                .floats("row", new long[] {4}, 1, 2, 3, 4)
                .op("Mul", "mul", "tanh", "row")
                .op("Sigmoid", "y", "mul"));

    assertThat(ops).singleElement().extracting(Op::kind).isInstanceOf(OpKind.Chain.class);
    assertThat(((OpKind.Chain) ops.get(0).kind()).links()).hasSize(3);
  }

  @Test
  void stepsNameTheNodesThatTheyStandFor() {
    List<Step> steps =
        GraphCompiler.compile(
                convolution(8, 1, "SAME")
                    .op("Relu", "relu", "conv")
                    .op("Identity", "out", "relu")
                    .build())
            .steps();

    assertThat(steps).singleElement().extracting(Step::nodes).isEqualTo(List.of("conv", "relu"));
  }

  @Test
  void aRuleThatNeverEndsIsAFaultAndSaysWhich() {
    FrozenGraph graph = GraphBuilder.graph().placeholder("x", 3).op("Tanh", "y", "x").build();
    Program program = GraphPasses.lower(graph, graph.inputs(), graph.outputs(), PassOptions.ALL);
    Rule rule = (op, uses) -> Rule.Rewrite.of(op.withInputs(op.inputs()));
    CompilerPass endless = new CompilerPass.Local("endless", false, "", rule);

    assertThatThrownBy(() -> PassManager.settled(program, List.of(endless)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("passes do not settle in 2000 sweeps: endless");
  }
}
