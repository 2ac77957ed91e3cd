package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.DataType;

/** Convolutions of levels in floats and what scales their sums, and what only resembles them. */
class IntegerSumsTest {
  private static final long MANTISSA = 1_518_500_250;
  private static final int CHANNELS = 4;
  private static final long[] ONE = new long[0];

  /** Nodes that are named after what they make: {@code a}, {@code a/sum}, … */
  private static final class Spelled {
    private final GraphBuilder graph = Layers.image(5, 6, CHANNELS);

    private Spelled clamped(String from, String name, float low, float high) {
      graph.floats(name + "/low", ONE, low).floats(name + "/top", ONE, high);
      graph.op("Minimum", name + "/below", from, name + "/top").type("T", DType.FLOAT);
      graph.op("Maximum", name, name + "/below", name + "/low").type("T", DType.FLOAT);
      return this;
    }

    /** Whole numbers of the input. */
    private Spelled levels(float low, float high) {
      graph.floats("many", ONE, 300).op("Mul", "large", "x", "many").type("T", DType.FLOAT);
      graph.op("Floor", "whole", "large").type("T", DType.FLOAT);
      return clamped("whole", "levels", low, high);
    }

    private Spelled constant(String name, long... values) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(values);
      long[] dims = values.length == 1 ? ONE : new long[] {values.length};
      graph.constant(name, DataType.DT_INT64, dims, bytes);
      return this;
    }

    private Spelled wide(String op, String name, String a, String b) {
      graph.op(op, name, a, b).type("T", DType.INT64);
      return this;
    }

    /** Sums of whole weights, up to {@code most}. */
    private Spelled sums(String op, String from, String name, float most, long... filter) {
      int n = 1;
      for (long dim : filter) {
        n *= (int) dim;
      }
      float[] weights = new float[n];
      for (int i = 0; i < n; i++) {
        weights[i] = Math.max(-127, (i * 37 % 255 - 127) * most / 127);
      }
      graph.floats(name + "/w", filter, weights).op(op, name + "/sum", from, name + "/w");
      graph.attr("strides", Layers.ONES).attr("padding", "SAME");
      return this;
    }

    /** A factor and two roundings. */
    private Spelled twice(String name, long divisor) {
      start(name, name + "/sum");
      constant(name + "/mantissa", MANTISSA)
          .wide("Mul", name + "/p", name + "/b", name + "/mantissa");
      constant(name + "/half", 1L << 30).wide("Add", name + "/up", name + "/p", name + "/half");
      constant(name + "/all", 1L << 31);
      wide("FloorDiv", name + "/high", name + "/up", name + "/all");
      wide("FloorDiv", name + "/sign", name + "/high", name + "/all");
      constant(name + "/least", -1)
          .wide("Maximum", name + "/less", name + "/sign", name + "/least");
      wide("Add", name + "/lower", name + "/high", name + "/less");
      return divided(name, divisor);
    }

    /** A factor and one rounding. */
    private Spelled once(String name, int shift, long sign) {
      start(name, name + "/sum");
      return onceMore(name, shift, sign);
    }

    /** The same of other sums. */
    private Spelled once(String name, String sums, int shift) {
      start(name, sums);
      return onceMore(name, shift, 1L << 62);
    }

    private Spelled onceMore(String name, int shift, long sign) {
      constant(name + "/mantissa", MANTISSA)
          .wide("Mul", name + "/p", name + "/b", name + "/mantissa");
      constant(name + "/all", sign);
      wide("FloorDiv", name + "/sign", name + "/p", name + "/all");
      wide("Add", name + "/lower", name + "/p", name + "/sign");
      return divided(name, 1L << shift);
    }

    private void start(String name, String sums) {
      graph.op("Cast", name + "/wide", sums);
      graph.type("SrcT", DType.FLOAT).type("DstT", DType.INT64);
      constant(name + "/bias", 100, -7, 0, 3000);
      wide("Add", name + "/b", name + "/wide", name + "/bias");
    }

    private Spelled divided(String name, long divisor) {
      constant(name + "/middle", divisor / 2);
      wide("Add", name + "/upper", name + "/lower", name + "/middle");
      constant(name + "/divisor", divisor);
      wide("FloorDiv", name + "/levels", name + "/upper", name + "/divisor");
      graph.op("Cast", name + "/real", name + "/levels");
      graph.type("SrcT", DType.INT64).type("DstT", DType.FLOAT);
      return this;
    }

    private Spelled convolution(String from, String name, float low, float high) {
      return sums("Conv2D", from, name, 127, 3, 3, CHANNELS, CHANNELS)
          .twice(name, 64)
          .clamped(name + "/real", name, low, high);
    }
  }

  private static List<String> operations(GraphBuilder graph) {
    return kinds(graph).stream().filter(kind -> !kind.equals("Chain")).toList();
  }

  @Test
  void areOneOperationEachAndBytesBetween() {
    Spelled spelled = new Spelled().levels(-128, 127).convolution("levels", "a", 0, 255);
    spelled.sums("DepthwiseConv2dNative", "a", "b", 127, 3, 3, CHANNELS, 1).twice("b", 32);
    spelled.clamped("b/real", "b", -100, 155);
    spelled.sums("Conv2D", "b", "y", 127, 1, 1, CHANNELS, CHANNELS).once("y", 38, 1L << 62);
    spelled.clamped("y/real", "y", -128, 127);
    assertThat(operations(spelled.graph))
        .containsExactly("IntegerConv", "IntegerDepthwise", "IntegerConv");
    assertThat(optimized(spelled.graph).stream().map(op -> op.out().dtype()))
        .containsExactly(DType.FLOAT, DType.INT8, DType.INT8, DType.FLOAT);
    assertThat(Evaluated.same(spelled.graph)).hasSizeGreaterThan(100).contains(-128, 127);
  }

  @Test
  void levelsThatOthersReadStayFloats() {
    Spelled spelled = new Spelled().levels(-128, 127).convolution("levels", "a", -128, 127);
    spelled.convolution("a", "b", -128, 127);
    spelled.graph.op("AddV2", "y", "a", "b").type("T", DType.FLOAT);
    assertThat(operations(spelled.graph)).containsExactly("IntegerConv", "IntegerConv");
    assertThat(optimized(spelled.graph).stream().map(op -> op.out().dtype()))
        .containsOnly(DType.FLOAT);
    Evaluated.same(spelled.graph);
  }

  /** Ranges of 257 levels, without a zero, and without a bound. */
  @ParameterizedTest
  @CsvSource({"-128, 128", "1, 200", "-300, -46", "-128, Infinity"})
  void inputsThatAreNoLevelsStayFloats(float low, float high) {
    Spelled spelled = new Spelled().levels(low, high).convolution("levels", "y", -128, 127);
    assertThat(operations(spelled.graph)).containsExactly("Conv", "Requantize");
    Evaluated.same(spelled.graph);
  }

  @Test
  void inputsThatAreNotWholeStayFloats() {
    Spelled spelled = new Spelled().clamped("x", "levels", -128, 127);
    spelled.convolution("levels", "y", -128, 127);
    assertThat(operations(spelled.graph)).containsExactly("Conv", "Requantize");
  }

  /** Weights below −127 and such as are no whole numbers. */
  @ParameterizedTest
  @ValueSource(floats = {254, 100})
  void otherWeightsStayFloats(float most) {
    Spelled spelled = new Spelled().levels(-128, 127);
    spelled.sums("Conv2D", "levels", "y", most, 1, 1, CHANNELS, CHANNELS).twice("y", 64);
    spelled.clamped("y/real", "y", -128, 127);
    assertThat(operations(spelled.graph)).containsExactly("Dense", "Requantize");
  }

  @Test
  void resultsWithoutBoundsStayFloats() {
    Spelled spelled = new Spelled().levels(-128, 127);
    spelled.sums("Conv2D", "levels", "y", 127, 1, 1, CHANNELS, CHANNELS).twice("y", 64);
    assertThat(operations(spelled.graph)).containsExactly("Dense", "Requantize");
    Evaluated.same(spelled.graph);
  }

  @Test
  void sumsMayBeScaledTwice() {
    Spelled spelled = new Spelled().levels(-128, 127).convolution("levels", "a", -128, 127);
    spelled.once("b", "a/sum", 38).clamped("b/real", "b", -100, 100);
    spelled.graph.op("AddV2", "y", "a", "b").type("T", DType.FLOAT);
    assertThat(operations(spelled.graph)).contains("IntegerConv");
    Evaluated.same(spelled.graph);
  }

  @Test
  void sumsThatOthersReadAreComputed() {
    Spelled spelled = new Spelled().levels(-128, 127).convolution("levels", "a", -128, 127);
    spelled.graph.op("AddV2", "y", "a", "a/sum").type("T", DType.FLOAT);
    assertThat(operations(spelled.graph)).contains("IntegerConv", "Conv");
    Evaluated.same(spelled.graph);
  }

  @Test
  void anotherSingleRoundingStaysAsItIs() {
    Spelled spelled = new Spelled().levels(-128, 127);
    spelled.sums("Conv2D", "levels", "y", 127, 1, 1, CHANNELS, CHANNELS).once("y", 38, 1L << 61);
    spelled.clamped("y/real", "y", -128, 127);
    assertThat(operations(spelled.graph)).contains("Dense", "Binary").doesNotContain("IntegerConv");
    Evaluated.same(spelled.graph);
  }
}
