package io.kwsbench.rewrite.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What computes with integers, what stays in floats, and how the graph is written. */
class IntegerModelTest {
  /** Samples, depthwise, pointwise, classes. */
  private static SmallNet net() {
    return new SmallNet(40)
        .conv("first", 4)
        .unary("Relu6", "heard")
        .depthwise("deep")
        .conv("point", 8)
        .bias("shift")
        .unary("Relu", "features")
        .mean("mean")
        .dense("answer", 3)
        .unary("Softmax", "scores");
  }

  private static IntegerModel model(FrozenGraph graph) {
    return IntegerModel.of(graph, graph.inputs());
  }

  private static FrozenGraph integers(IntegerModel model, float low, float high) {
    Map<TensorName, ValueRange> ranges = new HashMap<>();
    model.measured().forEach(name -> ranges.put(name, new ValueRange(low, high)));
    return model.integers(ranges);
  }

  private static List<String> steps(FrozenGraph graph) {
    return model(graph).steps().stream().map(nodes -> nodes.get(0)).toList();
  }

  @Test
  void whatHearsSamplesAndWhatAnswersStaysInFloats() {
    assertThat(steps(net().build())).containsExactly("deep", "point");
  }

  @Test
  void rangesAreMeasuredWhereNothingTellsThem() {
    assertThat(model(net().build()).measured())
        .containsExactly(TensorName.parse("deep"), TensorName.parse("features"));
  }

  @Test
  void weightsAndBiasAreWholeNumbersOnTheirScales() {
    FrozenGraph whole = integers(model(net().build()), -8, 8);
    float[] kernel = kernel(whole, "point");
    assertThat(IntStream.range(0, kernel.length).mapToObj(i -> kernel[i]))
        .allMatch(value -> value == Math.rint(value) && Math.abs(value) <= 127);
    for (int channel = 0; channel < 8; channel++) {
      int at = channel;
      assertThat(
              IntStream.range(0, kernel.length)
                  .filter(i -> i % 8 == at)
                  .mapToDouble(i -> Math.abs(kernel[i]))
                  .max())
          .hasValue(127);
    }
    assertThat(kernel(whole, "first")).isNotEqualTo(kernel);
    assertThat(whole.outputs()).containsExactly(TensorName.parse("scores"));
    assertThat(whole.inputs()).isEqualTo(net().build().inputs());
  }

  private static float[] kernel(FrozenGraph graph, String product) {
    Node node = graph.node(product).orElseThrow();
    return graph.constant(graph.require(node.inputs().get(1))).orElseThrow().toFloats();
  }

  /** Between blocks there are levels alone: three numbers of them each are rescaled. */
  @Test
  void levelsGoFromBlockToBlock() {
    FrozenGraph whole = integers(model(net().build()), -8, 8);
    Node point = whole.node("point").orElseThrow();
    Node before = whole.require(point.inputs().get(0));
    assertThat(before.op()).isEqualTo("Maximum");
    assertThat(whole.nodes().stream().filter(node -> node.op().equals("Floor"))).hasSize(1);
    assertThat(
            whole.nodes().stream()
                .filter(node -> node.op().equals("Cast"))
                .filter(node -> node.typeAttr("DstT").filter(DType.INT64::equals).isPresent()))
        .hasSize(2);
  }

  /** A sum is of one channel's taps, however many channels there are. */
  @ParameterizedTest
  @CsvSource({"400, 3, true", "2, 3, true", "2, 4001, false"})
  void aDepthwiseStepNeedsExactSumsOfEachChannel(int channels, int taps, boolean fits) {
    FrozenGraph graph =
        new SmallNet(8)
            .conv("first", channels)
            .unary("Relu6", "clip1")
            .depthwise("deep", taps)
            .conv("point", 4)
            .mean("mean")
            .dense("answer", 3)
            .unary("Softmax", "scores")
            .build();
    FrozenGraph written = integers(model(graph), -8, 8);
    boolean floats = Arrays.equals(kernel(written, "deep"), kernel(model(graph).folded(), "deep"));
    assertThat(floats).isNotEqualTo(fits);
  }

  @Test
  void stepsThatAreKeptStayInFloats() {
    IntegerModel model = model(net().build()).keeping(Set.of("shift"));
    assertThat(model.steps()).hasSize(1);
    assertThat(kernel(integers(model, -8, 8), "point"))
        .isEqualTo(kernel(model(net().build()).folded(), "point"));
  }

  @Test
  void keepingAllLeavesNothing() {
    IntegerModel model = model(net().build());
    assertThatThrownBy(() -> model.keeping(Set.of("deep", "point")))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "net: no 8-bit arithmetic: no convolution or dense layer of it may leave floats");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softmax", "Sigmoid", "Tanh", "Exp"})
  void gatesAndAnswersAreNoSteps(String gate) {
    FrozenGraph graph =
        new SmallNet(40)
            .conv("first", 4)
            .unary("Relu6", "heard")
            .conv("gate", 4)
            .unary(gate, "open")
            .conv("inner", 4)
            .unary("Relu", "features")
            .mean("mean")
            .dense("answer", 3)
            .unary("Softmax", "scores")
            .build();
    assertThat(steps(graph)).containsExactly("inner");
  }

  @Test
  void frontEndsAreNoSteps() {
    FrozenGraph graph =
        new SmallNet(40)
            .conv("frames", 4)
            .conv("transform", 4)
            .unary("Square", "power")
            .conv("bands", 4)
            .unary("Log", "loudness")
            .conv("first", 4)
            .unary("Relu", "features")
            .mean("mean")
            .dense("answer", 3)
            .unary("Softmax", "scores")
            .build();
    assertThat(steps(graph)).containsExactly("first");
  }

  @Test
  void weightsThatStepsShareAreNoSteps() {
    SmallNet net = new SmallNet(40).conv("first", 4).unary("Relu6", "heard").conv("inner", 4);
    net.builder()
        .op("Conv2D", "again", "inner", "inner/kernel/read")
        .attrs(Attrs.ofType(DType.FLOAT).integers("strides", 1, 1, 1, 1).text("padding", "SAME"))
        .op("Relu", "scores", "again")
        .attrs(Attrs.ofType(DType.FLOAT));
    FrozenGraph graph = net.builder().build("net");
    assertThatThrownBy(() -> model(graph)).hasMessageContaining("may leave floats");
  }

  @Test
  void aBiasThatNeedsItMakesTheScaleCoarser() {
    SmallNet net = new SmallNet(40).conv("first", 4).unary("Relu6", "heard");
    net.builder()
        .floats("tiny", new long[] {1, 1, 4, 1}, 1e-12f, 1e-12f, 1e-12f, 1e-12f)
        .op("Conv2D", "point", "heard", "tiny")
        .attrs(Attrs.ofType(DType.FLOAT).integers("strides", 1, 1, 1, 1).text("padding", "SAME"))
        .floats("big", new long[] {1}, 5)
        .op("BiasAdd", "shift", "point", "big")
        .attrs(Attrs.ofType(DType.FLOAT))
        .op("Relu", "features", "shift")
        .attrs(Attrs.ofType(DType.FLOAT))
        .ints("axes", new long[] {2}, 1, 2)
        .op("Mean", "mean", "features", "axes")
        .attrs(Attrs.ofType(DType.FLOAT).type("Tidx", DType.INT32).flag("keep_dims", false))
        .floats("last", new long[] {1, 2}, 1, 2)
        .op("MatMul", "answer", "mean", "last")
        .attrs(Attrs.ofType(DType.FLOAT).flag("transpose_a", false).flag("transpose_b", false));
    FrozenGraph whole = integers(model(net.builder().build("net")), 0, 8);
    assertThat(kernel(whole, "point")).containsOnly(0);
  }

  @Test
  void modelsOfIntegersAreRefused() {
    SmallNet net = new SmallNet(40).conv("first", 4).unary("Relu6", "heard");
    net.builder()
        .floats("whole", new long[] {1, 1, 4, 1}, 1, -20, 127, 3)
        .op("Conv2D", "point", "heard", "whole")
        .attrs(Attrs.ofType(DType.FLOAT).integers("strides", 1, 1, 1, 1).text("padding", "SAME"))
        .op("Relu", "features", "point")
        .attrs(Attrs.ofType(DType.FLOAT))
        .op("Conv2D", "answer", "features", "one")
        .attrs(Attrs.ofType(DType.FLOAT).integers("strides", 1, 1, 1, 1).text("padding", "SAME"))
        .floats("one", new long[] {1, 1, 1, 1}, 1);
    FrozenGraph graph = net.builder().build("net");
    assertThatThrownBy(() -> model(graph))
        .hasMessage("net: no 8-bit arithmetic: its weights are whole numbers already");
  }

  @Test
  void missingAndEndlessRangesAreRefused() {
    IntegerModel model = model(net().build());
    assertThatThrownBy(() -> model.integers(Map.of()))
        .isInstanceOf(KwsException.class)
        .hasMessage("tensor deep has no range");
    assertThatThrownBy(() -> integers(model, 0, Float.POSITIVE_INFINITY))
        .isInstanceOf(KwsException.class)
        .hasMessage("tensor deep has a range from 0.0 to Infinity");
  }

  @Test
  void stepsApartHaveTheirResultsTwice() {
    IntegerModel model = model(net().build());
    Map<TensorName, ValueRange> ranges = new HashMap<>();
    model.measured().forEach(name -> ranges.put(name, new ValueRange(-8, 8)));
    IntegerModel.Apart apart = model.apart(ranges);
    assertThat(apart.steps()).extracting(IntegerModel.Step::weights).containsExactly(12L, 96L);
    apart
        .steps()
        .forEach(
            step -> {
              assertThat(apart.graph().require(step.floats())).isNotNull();
              assertThat(apart.graph().require(step.integers()).op()).isEqualTo("Mul");
            });
  }
}
