package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.report.render.Format;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Output values are printed as the model gave them. */
class ValueTableTest {
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"CSV", "JSON", "TEXT"})
  void integersThatNoDoubleHoldsStayWhole(Format format) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    bytes.putLong((1L << 53) + 1).putLong(Long.MAX_VALUE);
    assertThat(table(DType.INT64, 2, bytes).render(format))
        .contains("9007199254740993", "9223372036854775807");
  }

  @Test
  void whatIsNoNumberIsNullInJson() {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
    bytes.putFloat(Float.NaN).putFloat(Float.NEGATIVE_INFINITY).putFloat(0.1f);
    ValueTable table = table(DType.FLOAT, 3, bytes);
    assertThat(table.render(Format.JSON)).contains("\"values\" : [ null, null, 0.1 ]");
    assertThat(table.render(Format.TEXT))
        .isEqualTo("run 1: y:0 float[3]\nnan\n-infinity\n0.100000001\n");
    assertThat(table.render(Format.CSV))
        .isEqualTo("run,output,index,value\n1,y:0,0,nan\n1,y:0,1,-infinity\n1,y:0,2,0.100000001\n");
  }

  @Test
  void bytesHaveTheSignOfTheirType() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {-1, 1});
    assertThat(table(DType.INT8, 2, bytes).render(Format.TEXT)).endsWith("\n-1\n1\n");
    assertThat(table(DType.UINT8, 2, bytes).render(Format.TEXT)).endsWith("\n255\n1\n");
  }

  @Test
  void stringsAreNoNumbers() {
    TensorValue text = TensorValue.ofString(new byte[] {'a'});
    assertThatThrownBy(() -> new ValueTable().add(1, new TensorName("y", 0), text))
        .isInstanceOf(KwsException.class)
        .hasMessage("output y:0 is string[], no numbers");
  }

  private static ValueTable table(DType type, int size, ByteBuffer bytes) {
    ValueTable table = new ValueTable();
    TensorValue value = TensorValue.ofBytes(type, Shape.of(size), bytes.array());
    table.add(1, new TensorName("y", 0), value);
    return table;
  }
}
