package io.kwsbench.cli.use;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** Every output value of some runs. */
final class ValueTable implements RunTable {
  private final List<Row> rows = new ArrayList<>();

  /**
   * An output of a run.
   *
   * @param elements {@link Long}s where they are integers: a double would round large ones
   */
  private record Row(int run, TensorName output, TensorValue value, List<Number> elements) {
    String name() {
      return Printable.of(output.toString());
    }
  }

  /**
   * @param run counts from 1
   * @throws KwsException when the output holds no numbers
   */
  void add(int run, TensorName output, TensorValue value) {
    rows.add(new Row(run, output, value, elements(output, value)));
  }

  private static List<Number> elements(TensorName output, TensorValue value) {
    List<Number> elements = new ArrayList<>();
    ByteBuffer bytes = value.buffer();
    while (bytes.hasRemaining()) {
      elements.add(
          switch (value.dtype()) {
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            case INT32 -> (long) bytes.getInt();
            case INT64 -> bytes.getLong();
            case INT16 -> (long) bytes.getShort();
            case INT8 -> (long) bytes.get();
            case UINT8, BOOL -> (long) (bytes.get() & 0xff);
            default -> throw new KwsException("output " + output + " is " + value + ", no numbers");
          });
    }
    return elements;
  }

  private static String digits(Number value) {
    return value instanceof Long ? value.toString() : RunTable.digits(value.doubleValue());
  }

  @Override
  public void csv(CSVPrinter out) throws IOException {
    out.printRecord("run", "output", "index", "value");
    for (Row row : rows) {
      for (int i = 0; i < row.elements().size(); i++) {
        out.printRecord(row.run(), row.name(), i, digits(row.elements().get(i)));
      }
    }
  }

  @Override
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      out.append("run ").append(row.run()).append(": ").append(row.name()).append(' ');
      out.append(row.value()).append('\n');
      row.elements().forEach(value -> out.append(digits(value)).append('\n'));
    }
    return out.toString();
  }

  @Override
  public void json(ArrayNode out) {
    for (Row row : rows) {
      ObjectNode entry = out.addObject();
      entry.put("run", row.run());
      entry.put("output", row.output().toString());
      entry.put("type", row.value().dtype().label());
      ArrayNode shape = entry.putArray("shape");
      for (long dim : row.value().shape().dims()) {
        shape.add(dim);
      }
      ArrayNode values = entry.putArray("values");
      row.elements().forEach(value -> put(values, value));
    }
  }

  /** JSON knows no NaN and no infinity: they are null. */
  private static void put(ArrayNode values, Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      values.addNull();
    } else if (value instanceof Float) {
      values.add(value.floatValue());
    } else if (value instanceof Double) {
      values.add(value.doubleValue());
    } else {
      values.add(value.longValue());
    }
  }
}
