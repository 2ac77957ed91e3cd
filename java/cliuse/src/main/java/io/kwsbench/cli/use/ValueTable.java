package io.kwsbench.cli.use;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Every output value of some runs as CSV, JSON or text. Numbers have nine significant digits. */
final class ValueTable {
  private static final int DIGITS = 9;
  private final List<Row> rows = new ArrayList<>();

  private record Row(int run, TensorName output, TensorValue value, List<Double> elements) {}

  /**
   * @param run counts from 1
   * @throws KwsException when the output holds no numbers
   */
  void add(int run, TensorName output, TensorValue value) {
    rows.add(new Row(run, output, value, elements(output, value)));
  }

  private static List<Double> elements(TensorName output, TensorValue value) {
    List<Double> elements = new ArrayList<>();
    ByteBuffer bytes = value.buffer();
    while (bytes.hasRemaining()) {
      elements.add(
          switch (value.dtype()) {
            case FLOAT -> (double) bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            case INT32 -> (double) bytes.getInt();
            case INT64 -> (double) bytes.getLong();
            case INT16 -> (double) bytes.getShort();
            case INT8 -> (double) bytes.get();
            case UINT8, BOOL -> (double) (bytes.get() & 0xff);
            default -> throw new KwsException("output " + output + " is " + value + ", no numbers");
          });
    }
    return elements;
  }

  String render(String format) {
    try {
      return switch (format) {
        case "json" -> json();
        case "text" -> text();
        default -> csv();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(Row row, double value) {
    DType type = row.value().dtype();
    return type.isReal() ? CppNumbers.significant(value, DIGITS) : Long.toString((long) value);
  }

  private String csv() throws IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').build())) {
      csv.printRecord("run", "output", "index", "value");
      for (Row row : rows) {
        for (int i = 0; i < row.elements().size(); i++) {
          String name = Printable.of(row.output().toString());
          csv.printRecord(row.run(), name, i, number(row, row.elements().get(i)));
        }
      }
    }
    return out.toString();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      String name = Printable.of(row.output().toString());
      out.append("run ").append(row.run()).append(": ").append(name).append(' ');
      out.append(row.value()).append('\n');
      row.elements().forEach(value -> out.append(number(row, value)).append('\n'));
    }
    return out.toString();
  }

  private String json() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    for (Row row : rows) {
      ObjectNode entry = list.addObject();
      entry.put("run", row.run());
      entry.put("output", row.output().toString());
      entry.put("type", row.value().dtype().label());
      ArrayNode shape = entry.putArray("shape");
      for (long dim : row.value().shape().dims()) {
        shape.add(dim);
      }
      ArrayNode values = entry.putArray("values");
      for (double value : row.elements()) {
        put(values, row.value().dtype(), value);
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }

  private static void put(ArrayNode values, DType type, double value) {
    if (!Double.isFinite(value)) {
      values.addNull();
    } else if (type == DType.FLOAT) {
      values.add((float) value);
    } else if (type == DType.DOUBLE) {
      values.add(value);
    } else {
      values.add((long) value);
    }
  }
}
