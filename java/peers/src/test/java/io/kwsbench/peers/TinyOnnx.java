package io.kwsbench.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model of one Relu, written by hand: {@code onnx.proto}'s fields by number. Sizes are
 * numbers, or names of open ones.
 */
final class TinyOnnx {
  private static final int LENGTH_DELIMITED = 2;
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TinyOnnx() {}

  static byte[] relu(String... sizes) {
    TinyOnnx node = new TinyOnnx().text(1, "x").text(2, "y").text(4, "Relu");
    TinyOnnx graph = new TinyOnnx().message(1, node).text(2, "tiny");
    graph.message(11, value("x", sizes)).message(12, value("y", sizes));
    TinyOnnx opset = new TinyOnnx().text(1, "").number(2, 13);
    return new TinyOnnx().number(1, 7).message(7, graph).message(8, opset).bytes.toByteArray();
  }

  private static TinyOnnx value(String name, String... sizes) {
    TinyOnnx shape = new TinyOnnx();
    for (String size : sizes) {
      boolean known = size.matches("\\d+");
      TinyOnnx dim = new TinyOnnx();
      shape.message(1, known ? dim.number(1, Integer.parseInt(size)) : dim.text(2, size));
    }
    TinyOnnx tensor = new TinyOnnx().number(1, FLOAT).message(2, shape);
    return new TinyOnnx().text(1, name).message(2, new TinyOnnx().message(1, tensor));
  }

  private TinyOnnx number(int field, int value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  private TinyOnnx text(int field, String text) {
    return delimited(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private TinyOnnx message(int field, TinyOnnx message) {
    return delimited(field, message.bytes.toByteArray());
  }

  private TinyOnnx delimited(int field, byte[] content) {
    varint(field << 3 | LENGTH_DELIMITED);
    varint(content.length);
    bytes.writeBytes(content);
    return this;
  }

  private void varint(int value) {
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes.write(rest & 0x7f | 0x80);
    }
    bytes.write(rest);
  }
}
