package io.kwsbench.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Encoding;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanReader;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.Precision;
import io.kwsbench.plan.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with weights of fewer bits, beside those with floats. */
class PrecisionTest {
  private static final int K = 65;
  private static final int N = 131;
  private static final int CLASSES = 12;

  private static float[] values(int count, IntToDoubleFunction value) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    return values;
  }

  /** Two products: one of many weights, one of few. */
  private static FrozenGraph graph(float[] wide) {
    Random random = new Random(2);
    return GraphBuilder.graph()
        .placeholder("x", 1, K)
        .floats("w", new long[] {K, N}, wide)
        .op("MatMul", "wide", "x", "w")
        .op("Relu", "h", "wide")
        .floats("v", new long[] {N, CLASSES}, values(N * CLASSES, i -> random.nextGaussian()))
        .op("MatMul", "y", "h", "v")
        .build();
  }

  private static FrozenGraph graph() {
    Random random = new Random(1);
    return graph(values(K * N, i -> random.nextGaussian()));
  }

  private static Plan compiled(FrozenGraph graph, CompilerOptions options) {
    return GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), options);
  }

  private static Plan compiled(FrozenGraph graph, Precision precision) {
    return compiled(graph, CompilerOptions.DEFAULT.withPrecision(precision));
  }

  private static List<Precision> precisions(Plan plan) {
    return plan.steps().stream().map(Step::precision).toList();
  }

  private static float[] input() {
    Random random = new Random(3);
    return values(K, i -> random.nextGaussian());
  }

  @Test
  void matricesOfManyWeightsAreStoredInFewerBits() {
    Plan floats = compiled(graph(), Precision.FLOAT32);
    Plan eight = compiled(graph(), Precision.WEIGHTS8);
    Plan sixteen = compiled(graph(), Precision.WEIGHTS16);
    int columns = 144;

    assertThat(precisions(floats)).containsExactly(Precision.FLOAT32, Precision.FLOAT32);
    assertThat(precisions(eight)).containsExactly(Precision.WEIGHTS8, Precision.FLOAT32);
    assertThat(precisions(sixteen)).containsExactly(Precision.WEIGHTS16, Precision.FLOAT32);
    assertThat(floats.constantBytes() - eight.constantBytes())
        .isCloseTo(3 * K * columns - 4 * columns, within(64));
    assertThat(floats.constantBytes() - sixteen.constantBytes())
        .isCloseTo(2 * K * columns, within(64));
  }

  @ParameterizedTest
  @CsvSource({"WEIGHTS8, 2", "WEIGHTS16, 0.5"})
  void answersAreThoseOfFloatsUpToTheRounding(Precision precision, float tolerance) {
    float[] exact = Answer.of(compiled(graph(), Precision.FLOAT32), input());
    float[] close = Answer.of(compiled(graph(), precision), input());

    assertThat(close).isNotEqualTo(exact);
    for (int i = 0; i < exact.length; i++) {
      assertThat(close[i]).isCloseTo(exact[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Precision.class, mode = EnumSource.Mode.EXCLUDE, names = "BF16")
  void wholeNumbersGiveTheSameBits(Precision precision) {
    FrozenGraph graph = graph(values(K * N, i -> i % 255 - 127));
    float[] x = values(K, i -> i % 256);
    Plan plan = compiled(graph, precision);

    assertThat(precisions(plan).get(0)).isEqualTo(precision);
    assertThat(Answer.of(plan, x)).isEqualTo(Answer.of(compiled(graph, Precision.FLOAT32), x));
  }

  @Test
  void keptNodesKeepFloats() {
    CompilerOptions options =
        CompilerOptions.DEFAULT.withPrecision(Precision.WEIGHTS8).withKeptNodes(Set.of("wide"));

    assertThat(compiled(graph(), options)).isEqualTo(compiled(graph(), Precision.FLOAT32));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void whatIsWrittenIsRead(Precision precision) {
    Plan plan = compiled(graph(), precision);

    assertThat(PlanReader.parse(PlanWriter.toBytes(plan))).isEqualTo(plan);
  }

  /** A plan whose first step has another operand at a place. */
  private static byte[] changed(Plan plan, byte[] constants, int place, Operand operand) {
    Step first = plan.steps().get(0);
    List<Operand> operands = new ArrayList<>(first.operands());
    operands.set(place, operand);
    List<Step> steps = new ArrayList<>(plan.steps());
    steps.set(0, new Step(first.params(), operands, first.name(), first.nodes()));
    return PlanWriter.toBytes(new Plan(plan.arenaBytes(), steps, plan.tensors(), constants));
  }

  @Test
  void otherOperandsAreNotEncoded() {
    Plan plan = compiled(graph(), Precision.WEIGHTS16);
    Operand in = plan.steps().get(0).operands().get(1);
    byte[] bytes = changed(plan, plan.constants(), 1, in.encoded(Encoding.WEIGHTS_16));

    assertThatThrownBy(() -> PlanReader.parse(bytes))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("operand 1 is not a product's weights");
  }

  @Test
  void encodedWeightsHaveTheirSize() {
    Plan plan = compiled(graph(), Precision.WEIGHTS8);
    Operand w = plan.steps().get(0).operands().get(2);
    byte[] bytes = changed(plan, plan.constants(), 2, w.encoded(Encoding.WEIGHTS_16));

    assertThatThrownBy(() -> PlanReader.parse(bytes))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("operand 2 has not the bytes of its weights");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY})
  void scalesArePositiveNumbers(float scale) {
    Plan plan = compiled(graph(), Precision.WEIGHTS8);
    Operand w = plan.steps().get(0).operands().get(2);
    byte[] constants = plan.constants();
    int last = (int) (w.offset() + w.bytes()) - Float.BYTES;
    ByteBuffer.wrap(constants).order(ByteOrder.LITTLE_ENDIAN).putFloat(last, scale);
    byte[] bytes = changed(plan, constants, 2, w);

    assertThatThrownBy(() -> PlanReader.parse(bytes))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("operand 2 has a scale that is no positive number");
  }
}
