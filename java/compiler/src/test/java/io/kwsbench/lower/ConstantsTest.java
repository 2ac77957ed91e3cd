package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static io.kwsbench.lower.Computed.filled;
import static io.kwsbench.lower.Computed.random;

import io.kwsbench.graph.GraphBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.DataType;

/** Constants that are no floats: quantized weights, masks, the turns of a cosine transform. */
class ConstantsTest {
  /** Codes 0, 85, 255 of a range from −1 to 2. */
  @ParameterizedTest
  @CsvSource({"MIN_COMBINED, -1, 0, 2", "MIN_FIRST, -1, 0, 2", "SCALED, 0, 0.6666667, 2"})
  void quantizedWeightsAreUnpacked(String mode, float first, float second, float third) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 3)
            .constant(
                "codes",
                DataType.DT_QUINT8,
                new long[] {3},
                ByteBuffer.wrap(new byte[] {0, 85, (byte) 255}))
            .floats("min", new long[0], -1)
            .floats("max", new long[0], 2)
            .op("Dequantize", "w", "codes", "min", "max")
            .attr("mode", mode)
            .op("Mul", "y", "x", "w");
    assertClose(Computed.of(graph, 1, 1, 1), first, second, third);
  }

  @Test
  void aTriangleOfAMatrix() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 3)
            .floats("ones", new long[] {3, 3}, filled(9, i -> 1))
            .scalar("all", -1)
            .scalar("none", 0)
            .op("MatrixBandPart", "mask", "ones", "all", "none")
            .op("Mul", "y", "x", "mask");
    assertClose(Computed.of(graph, 1, 2, 3, 4, 5, 6, 7, 8, 9), 1, 0, 0, 4, 5, 0, 7, 8, 9);
  }

  /** As tf.spectral.dct writes it: the first half of a transform, turned, and its real part. */
  @Test
  void aCosineTransform() {
    int n = 5;
    float[] x = random(n, 5);
    ByteBuffer two = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(2).putFloat(0);
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, n)
            .vector("length", 2 * n)
            .op("RFFT", "spectrum", "x", "length")
            .vector("begin", 0, 0)
            .vector("end", 1, n)
            .vector("strides", 1, 1)
            .op("StridedSlice", "half", "spectrum", "begin", "end", "strides")
            .floats("zero", new long[0], 0)
            .floats("angles", new long[] {n}, filled(n, k -> -Math.PI * k / (2 * n)))
            .op("Complex", "exponents", "zero", "angles")
            .op("Exp", "turns", "exponents")
            .constant("two", DataType.DT_COMPLEX64, new long[0], two)
            .op("Mul", "scale", "two", "turns")
            .op("Mul", "turned", "half", "scale")
            .op("Real", "y", "turned");
    float[] expected =
        filled(
            n,
            k -> {
              double sum = 0;
              for (int t = 0; t < n; t++) {
                sum += 2 * x[t] * Math.cos(Math.PI * k * (2 * t + 1) / (2 * n));
              }
              return sum;
            });
    assertClose(Computed.of(graph, x), expected);
  }
}
