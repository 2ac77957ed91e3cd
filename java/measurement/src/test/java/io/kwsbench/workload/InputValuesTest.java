package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers from NumPy files and from text, and the inputs that they fit. */
class InputValuesTest {
  private static final String HEADER = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }";

  @TempDir Path folder;

  @Test
  void numpyFilesHoldRuns() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      data.putFloat(i / 2f);
    }
    Path file = npy(String.format(HEADER, "<f4", "2, 3"), data.array());
    List<TensorValue> runs = InputValues.read(file).runs(input(DType.FLOAT, 1, 3));
    assertThat(runs).hasSize(2);
    assertThat(runs.get(1).floats()).containsExactly(1.5f, 2, 2.5f);
    assertThat(InputValues.read(file).runs(input(DType.FLOAT, 2, 3))).hasSize(1);
  }

  @Test
  void integersFitTheirType() throws IOException {
    Path file = npy(String.format(HEADER, "|i1", "3,"), new byte[] {-128, 0, 127});
    assertThat(InputValues.read(file).runs(input(DType.INT8, 1, 3)).get(0).buffer())
        .isEqualTo(ByteBuffer.wrap(new byte[] {-128, 0, 127}));
    assertThatThrownBy(() -> InputValues.read(file).runs(input(DType.UINT8, 3)))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": the value -128.0 does not fit input x:0 uint8[3]");
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void wideIntegersStayWhole(long value) throws IOException {
    ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    Path binary = npy(String.format(HEADER, "<i8", "1,"), eight.array());
    Path text = Files.writeString(folder.resolve("v.csv"), "shape 1\n" + value + "\n");
    for (Path file : List.of(binary, text)) {
      TensorValue read = InputValues.read(file).runs(input(DType.INT64, 1)).get(0);
      assertThat(read.buffer().getLong()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1e19", "0.5"})
  void otherNumbersAreNoWideIntegers(String value) throws IOException {
    Path file = Files.writeString(folder.resolve("v.csv"), "shape 1\n" + value + "\n");
    assertThatThrownBy(() -> InputValues.read(file).runs(input(DType.INT64, 1)))
        .isInstanceOf(KwsException.class)
        .hasMessageEndingWith(" not fit input x:0 int64[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,3", "3", "1,1,3"})
  void leadingOnesMayBeAbsent(String dims) throws IOException {
    String text = "shape " + dims.replace(",", " ") + "\n1\n2\n3\n";
    Path file = Files.writeString(folder.resolve("v.csv"), text);
    long[] shape = {1, 3};
    assertThat(InputValues.read(file).runs(input(DType.FLOAT, shape))).hasSize(1);
  }

  @Test
  void otherShapesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("v.csv"), "shape 3 2\n1\n2\n3\n4\n5\n6\n");
    assertThatThrownBy(() -> InputValues.read(file).runs(input(DType.FLOAT, 2, 3)))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": the shape [3, 2] does not fit input x:0 float[2,3]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }",
        "{'descr': '<f4', 'shape': (99999999999999999999,), }",
        "no header",
      })
  void otherArraysAreRefused(String header) throws IOException {
    Path file = npy(header, new byte[8]);
    assertThatThrownBy(() -> InputValues.read(file))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void cutOffFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(npy(String.format(HEADER, "<f4", "2,"), new byte[8]));
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("part.npy"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> InputValues.read(file)).isInstanceOf(KwsException.class);
    }
  }

  private Path npy(String header, byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(new byte[] {(byte) header.length(), 0});
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(data);
    return Files.write(folder.resolve("v.npy"), out.toByteArray());
  }

  private static TensorSpec input(DType type, long... dims) {
    return new TensorSpec(new TensorName("x", 0), type, Shape.of(dims));
  }
}
