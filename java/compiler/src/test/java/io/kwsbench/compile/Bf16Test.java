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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that compute with bfloat16. */
class Bf16Test {
  private static final int ROWS = 5;
  private static final int K = 65;
  private static final int N = 131;

  private static float[] noise(int count, int seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Two products: of the input, and of what follows. */
  private static FrozenGraph graph(int rows, float[] second) {
    return GraphBuilder.graph()
        .placeholder("x", rows, K)
        .floats("w", new long[] {K, K}, noise(K * K, 1))
        .op("MatMul", "first", "x", "w")
        .op("Relu", "h", "first")
        .floats("v", new long[] {K, N}, second)
        .op("MatMul", "second", "h", "v")
        .op("Relu", "y", "second")
        .build();
  }

  private static Plan compiled(FrozenGraph graph, CompilerOptions options) {
    return GraphCompiler.compile(graph, graph.inputs(), graph.outputs(), options);
  }

  private static Plan compiled(FrozenGraph graph) {
    return compiled(graph, CompilerOptions.DEFAULT.withPrecision(Precision.BF16));
  }

  private static List<Precision> precisions(Plan plan) {
    return plan.steps().stream().map(Step::precision).toList();
  }

  @Test
  void productsOfSeveralRowsComputeWithItButThatOfTheInput() {
    float[] weights = noise(K * N, 2);
    assertThat(precisions(compiled(graph(ROWS, weights))))
        .containsExactly(Precision.FLOAT32, Precision.BF16);
    assertThat(precisions(compiled(graph(1, weights))))
        .containsExactly(Precision.FLOAT32, Precision.WEIGHTS16);
    assertThat(precisions(compiled(graph(ROWS, new float[K * N]))))
        .as("whole numbers")
        .containsExactly(Precision.FLOAT32, Precision.WEIGHTS16);
    CompilerOptions kept =
        CompilerOptions.DEFAULT.withPrecision(Precision.BF16).withKeptNodes(Set.of("second"));
    assertThat(precisions(compiled(graph(ROWS, weights), kept)))
        .containsExactly(Precision.FLOAT32, Precision.FLOAT32);
  }

  /** An input that only moves is heard, too; one behind a front end is not. */
  @Test
  void samplesStaySamplesWhereverTheyMove() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", ROWS * K)
            .ints("shape", new long[] {2}, ROWS, K)
            .op("Reshape", "rows", "x", "shape")
            .floats("half", new long[] {}, 0.5f)
            .op("Mul", "quiet", "rows", "half")
            .op("Tanh", "soft", "quiet")
            .floats("v", new long[] {K, N}, noise(K * N, 3))
            .op("MatMul", "y", "soft", "v")
            .build();
    assertThat(precisions(compiled(graph))).doesNotContain(Precision.BF16);
  }

  @Test
  void aPlanSaysWhatItNeeds() {
    FrozenGraph graph = graph(ROWS, noise(K * N, 2));
    assertThat(compiled(graph)).asString().endsWith("and needs AVX-512 BF16");
    assertThat(compiled(graph, CompilerOptions.DEFAULT)).asString().doesNotContain("AVX-512");
  }

  /** Two steps of k of a column side by side, zero where their number is odd. */
  @Test
  void weightsLieByPairs() {
    float[] weights = noise(K * N, 2);
    Plan plan = compiled(graph(ROWS, weights));
    Operand operand = plan.steps().get(1).operands().get(2);
    int pairs = (K + 1) / 2;
    assertThat(operand.encoding()).isEqualTo(Encoding.BF16);
    assertThat(operand.bytes()).isEqualTo(pairs * 144 * 4);
    ByteBuffer constants = ByteBuffer.wrap(plan.constants()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < 2 * pairs; row++) {
      for (int column = 0; column < 144; column++) {
        int pair = (column / 16 * pairs + row / 2) * 16 + column % 16;
        short bits = constants.getShort((int) operand.offset() + 4 * pair + 2 * (row % 2));
        float exact = row < K && column < N ? weights[row * N + column] : 0;
        assertThat(Float.intBitsToFloat(bits << 16))
            .isCloseTo(exact, within(Math.abs(exact) / 256));
      }
    }
  }

  @Test
  void answersAreThoseOfFloatsUpToTheRoundingWhereTheProcessorHasIt() throws IOException {
    FrozenGraph graph = graph(ROWS, noise(K * N, 2));
    float[] x = noise(ROWS * K, 4);
    Plan plan = compiled(graph);
    boolean named = System.getenv("KWSBENCH_ISA") != null;
    if (!named && !Files.readString(Path.of("/proc/cpuinfo")).contains("avx512_bf16")) {
      assertThatThrownBy(() -> Answer.of(plan, x))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("computes with bfloat16")
          .hasMessageContaining("AVX-512 BF16");
      return;
    }
    float[] exact = Answer.of(compiled(graph, CompilerOptions.DEFAULT), x);
    float[] close = Answer.of(plan, x);
    assertThat(close).isNotEqualTo(exact);
    for (int i = 0; i < exact.length; i++) {
      assertThat(close[i]).isCloseTo(exact[i], within(1.5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 4})
  void weightsHaveTheSizeOfPairs(int more) {
    Plan plan = compiled(graph(ROWS, noise(K * N, 2)));
    Step last = plan.steps().get(1);
    Operand w = last.operands().get(2);
    List<Operand> operands = new ArrayList<>(last.operands());
    operands.set(2, new Operand(w.space(), w.offset(), w.bytes() + more).encoded(Encoding.BF16));
    Step changed = new Step(last.params(), operands, last.name(), last.nodes());
    List<Step> steps = List.of(plan.steps().get(0), changed);
    byte[] bytes =
        PlanWriter.toBytes(new Plan(plan.arenaBytes(), steps, plan.tensors(), plan.constants()));

    assertThatThrownBy(() -> PlanReader.parse(bytes))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("operand 2 has not the bytes of its weights");
  }
}
