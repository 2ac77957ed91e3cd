package io.kwsbench.formats.tflite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of a TensorFlow Lite file, before any operator is converted.
 *
 * @param subgraphs the first is the model, the others are parts of its loops, or further models
 * @param signatures the ways to call it
 * @param reads what may still be read of the file
 */
record TfliteModel(List<Subgraph> subgraphs, List<Signature> signatures, Reads reads) {
  private static final int VERSION = 3;
  private static final String IDENTIFIER = "TFL3";

  /** A list of operators, each after those that it depends on. */
  record Subgraph(
      List<TfliteTensor> tensors, int[] inputs, int[] outputs, List<TfliteOperator> operators) {
    TfliteTensor tensor(int index) {
      if (index < 0 || index >= tensors.size()) {
        throw new KwsException("damaged: no tensor " + index);
      }
      return tensors.get(index);
    }
  }

  /** A named way to call a subgraph. */
  record Signature(String name, int subgraph, List<String> outputNames, int[] outputs) {}

  /** The data of constants. */
  static final class Buffers {
    private final List<FlatTable> tables;
    private final ByteBuffer file;

    Buffers(FlatTable model) {
      tables = model.tables(4);
      file = model.file();
    }

    ByteBuffer get(int index) {
      if (index < 0 || index >= tables.size()) {
        throw new KwsException("damaged: no buffer " + index);
      }
      FlatTable buffer = tables.get(index);
      long from = buffer.number(1, 0);
      long size = buffer.number(2, 0);
      if (from <= 1) {
        return buffer.bytes(0);
      }
      if (size < 0 || from > file.limit() || size > file.limit() - from) {
        throw new KwsException("damaged: buffer " + index + " lies outside the file");
      }
      ByteBuffer outside = file.duplicate();
      outside.position((int) from).limit((int) (from + size));
      return outside.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /**
   * Reads the outline of a model.
   *
   * @throws KwsException when the bytes are no such model
   */
  static TfliteModel parse(byte[] bytes) {
    if (!new String(bytes, 0, Math.min(8, bytes.length), ISO_8859_1).endsWith(IDENTIFIER)) {
      throw new KwsException("not a TensorFlow Lite model, or a truncated one");
    }
    FlatTable model = FlatTable.root(bytes);
    if (model.integer(0, 0) != VERSION) {
      throw new KwsException("schema version " + model.integer(0, 0) + "; version 3 is read");
    }
    List<String> codes = model.tables(1).stream().map(TfliteModel::code).toList();
    Buffers buffers = new Buffers(model);
    List<Subgraph> subgraphs = new ArrayList<>();
    for (FlatTable table : model.tables(2)) {
      subgraphs.add(subgraph(table, codes, buffers));
    }
    if (subgraphs.isEmpty()) {
      throw new KwsException("it has no subgraph");
    }
    return new TfliteModel(
        subgraphs, model.tables(7).stream().map(TfliteModel::signature).toList(), model.reads());
  }

  private static String code(FlatTable table) {
    int code = Math.max(table.octet(0), table.integer(3, 0));
    return code == BuiltinNames.CUSTOM ? table.text(1) : BuiltinNames.of(code);
  }

  private static Subgraph subgraph(FlatTable table, List<String> codes, Buffers buffers) {
    List<TfliteTensor> tensors =
        table.tables(0).stream().map(tensor -> TfliteTensor.of(tensor, buffers)).toList();
    List<TfliteOperator> operators =
        table.tables(3).stream().map(operator -> operator(operator, codes)).toList();
    return new Subgraph(tensors, table.integers(1), table.integers(2), operators);
  }

  private static TfliteOperator operator(FlatTable table, List<String> codes) {
    int code = table.integer(0, 0);
    if (code < 0 || code >= codes.size()) {
      throw new KwsException("damaged: no operator code " + code);
    }
    if (table.number(9, 0) > 1) {
      throw new KwsException("operator " + codes.get(code) + ": parameters outside the tables");
    }
    Optional<FlatTable> options = table.octet(11) != 0 ? table.table(12) : table.table(4);
    return new TfliteOperator(
        codes.get(code),
        table.integers(1),
        table.integers(2),
        table.integers(8),
        options,
        table.bytes(5));
  }

  private static Signature signature(FlatTable table) {
    List<FlatTable> outputs = table.tables(1);
    return new Signature(
        table.text(2),
        table.integer(4, 0),
        outputs.stream().map(output -> output.text(0)).toList(),
        outputs.stream().mapToInt(output -> output.integer(1, 0)).toArray());
  }
}
