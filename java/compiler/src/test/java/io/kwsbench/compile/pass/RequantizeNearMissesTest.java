package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.DataType;

/** Integer arithmetic that puts sums on another scale, and what only resembles it. */
class RequantizeNearMissesTest {
  private static final long MANTISSA = 1_518_500_250;
  private static final float[] SUMS = {-1000, -3, -2, -1, 0, 1, 2, 3, 5, 6, 1001, 2047};
  private static final long[] BIASES = {0, 1, -4};

  private static final class Spelled {
    private final GraphBuilder graph =
        GraphBuilder.graph().placeholder("x", 4, 3).op("Cast", "wide", "x");
    private final Map<String, Long> changed;

    private Spelled() {
      this(Map.of());
    }

    private Spelled(Map<String, Long> changed) {
      this.changed = changed;
      graph.type("SrcT", DType.FLOAT).type("DstT", DType.INT64);
    }

    private Spelled constant(String name, long... usual) {
      long[] values = changed.containsKey(name) ? new long[] {changed.get(name)} : usual;
      ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(values);
      long[] dims = values.length == 1 ? new long[0] : new long[] {values.length};
      graph.constant(name, DataType.DT_INT64, dims, bytes);
      return this;
    }

    private Spelled op(String op, String name, String a, String b) {
      graph.op(op, name, a, b).type("T", DType.INT64);
      return this;
    }

    /** A factor and two roundings, the second by {@code divisor}. */
    private GraphBuilder scaled(long half, long divisor) {
      constant("bias", BIASES).op("Add", "sum", "wide", "bias");
      constant("mantissa", MANTISSA).op("Mul", "product", "sum", "mantissa");
      constant("half", half).op("Add", "up", "product", "half");
      constant("whole", 1L << 31).op("FloorDiv", "high", "up", "whole");
      op("FloorDiv", "sign", "high", "whole");
      constant("least", -1).op("Maximum", "less", "sign", "least");
      op("Add", "lower", "high", "less");
      constant("middle", divisor / 2).op("Add", "upper", "lower", "middle");
      constant("divisor", divisor).op("FloorDiv", "levels", "upper", "divisor");
      graph.op("Cast", "real", "levels").type("SrcT", DType.INT64).type("DstT", DType.FLOAT);
      graph.floats("top", new long[0], 127).floats("bottom", new long[0], -128);
      graph.op("Minimum", "below", "real", "top").type("T", DType.FLOAT);
      return graph.op("Maximum", "y", "below", "bottom").type("T", DType.FLOAT);
    }
  }

  @Test
  void isOneOperationWithTheClampAfterIt() {
    GraphBuilder graph = new Spelled().scaled(1L << 30, 4);
    assertThat(kinds(graph)).containsExactly("Requantize");
    assertThat(Evaluated.of(graph, SUMS)).containsExactly(wanted(4));
  }

  private static float[] wanted(long divisor) {
    float[] wanted = new float[SUMS.length];
    for (int i = 0; i < wanted.length; i++) {
      long sum = (long) SUMS[i] + BIASES[i % BIASES.length];
      long high = Math.floorDiv(sum * MANTISSA + (1L << 30), 1L << 31);
      double level = Math.copySign(Math.floor(Math.abs(high) / (double) divisor + 0.5), high);
      wanted[i] = (float) Math.max(-128, Math.min(127, level)) + 0f;
    }
    return wanted;
  }

  @Test
  void anotherRoundingStaysAsItIs() {
    GraphBuilder graph = new Spelled().scaled((1L << 30) - 1, 4);
    assertThat(kinds(graph)).contains("Binary").doesNotContain("Requantize");
    Evaluated.of(graph, SUMS);
  }

  @Test
  void aDivisorThatIsNoPowerOfTwoStaysAsItIs() {
    GraphBuilder graph = new Spelled().scaled(1L << 30, 6);
    assertThat(kinds(graph)).contains("Binary").doesNotContain("Requantize");
    assertThat(Evaluated.of(graph, SUMS)).containsExactly(wanted(6));
  }

  /** A factor of more than 31 bits, a bias of more than 32, and constants of other roundings. */
  @ParameterizedTest
  @CsvSource({
    "mantissa, 4294967297",
    "bias, 2147483648",
    "whole, 4294967296",
    "least, 0",
    "middle, 1",
  })
  void anotherConstantStaysAsItIs(String name, long value) {
    GraphBuilder graph = new Spelled(Map.of(name, value)).scaled(1L << 30, 4);
    assertThat(kinds(graph)).contains("Binary").doesNotContain("Requantize");
    Evaluated.of(graph, SUMS);
  }

  @Test
  void aClampStaysWhereOthersReadWhatItClamps() {
    GraphBuilder graph = new Spelled().scaled(1L << 30, 4);
    graph.op("AddV2", "both", "y", "real").type("T", DType.FLOAT);
    assertThat(kinds(graph)).contains("Requantize").hasSizeGreaterThan(1);
    assertThat(Evaluated.of(graph, SUMS)).contains(127 + 361, -128 - 177);
  }
}
