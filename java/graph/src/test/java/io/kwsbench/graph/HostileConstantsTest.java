package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Constants and counts that contradict themselves are refused where the graph is read. */
class HostileConstantsTest {
  private static TensorProto.Builder tensor(DataType type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(dims).forEach(dim -> shape.addDimBuilder().setSize(dim));
    return TensorProto.newBuilder().setDtype(type).setTensorShape(shape);
  }

  private static GraphBuilder constant(DataType declared, TensorProto.Builder value) {
    return GraphBuilder.graph()
        .op("Const", "c")
        .type("dtype", declared)
        .attr("value", AttrValue.newBuilder().setTensor(value));
  }

  private static void assertRefused(GraphBuilder graph, String message) {
    assertThatThrownBy(graph::build).isInstanceOf(KwsException.class).hasMessage(message);
  }

  @Test
  void aTypeThatIsNotTheDeclaredOne() {
    assertRefused(
        constant(DataType.DT_FLOAT, tensor(DataType.DT_DOUBLE, 1).addDoubleVal(1)),
        "graph: node c: its constant is double, but the node declares float");
  }

  static Stream<Path> realGraphs() {
    return Material.both("tf1/cnn.pb", "graphs/arm-kws/CNN_S.pb");
  }

  @ParameterizedTest
  @MethodSource("realGraphs")
  void oneByteOfARealGraph(Path graph) throws IOException {
    byte[] bytes = Files.readAllBytes(graph);
    // the last constant that begins with its type, float, and its shape
    int type = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("\b\u0001\u0012") + 1;
    bytes[type] = 2;
    assertThatThrownBy(() -> FrozenGraph.parse(bytes, "x.pb"))
        .hasMessageStartingWith("x.pb: node ")
        .hasMessageEndingWith("its constant is double, but the node declares float");
  }

  @Test
  void moreOrFewerBytesThanTheShape() {
    assertRefused(
        constant(
            DataType.DT_FLOAT,
            tensor(DataType.DT_FLOAT, 3).setTensorContent(ByteString.copyFrom(new byte[8]))),
        "graph: node c: its constant holds 8 bytes for float[3]");
    assertRefused(
        constant(DataType.DT_INT32, tensor(DataType.DT_INT32, 1).addIntVal(1).addIntVal(2)),
        "graph: node c: its constant holds 2 values for int32[1]");
    assertRefused(
        constant(DataType.DT_STRING, tensor(DataType.DT_STRING, 0).addStringVal(ByteString.EMPTY)),
        "graph: node c: its constant holds 1 values for string[0]");
  }

  @Test
  void aListMayBeShorterThanTheShape() {
    FrozenGraph graph =
        constant(DataType.DT_FLOAT, tensor(DataType.DT_FLOAT, 3).addFloatVal(1).addFloatVal(2))
            .build();
    assertThat(graph.constant(graph.node("c").orElseThrow()).orElseThrow().toFloats())
        .containsExactly(1, 2, 2);
  }

  @Test
  void dimensionsBeyondReason() {
    assertRefused(
        constant(DataType.DT_FLOAT, tensor(DataType.DT_FLOAT, new long[254])),
        "graph: node c: its constant has the impossible shape ?");
    assertRefused(
        constant(DataType.DT_FLOAT, tensor(DataType.DT_FLOAT, 1L << 31, 1L << 33)),
        "graph: node c: its constant has the impossible shape [2147483648,8589934592]");
  }

  @Test
  void aConstantWithoutAValue() {
    assertRefused(
        GraphBuilder.graph().op("Const", "c").type("dtype", DataType.DT_FLOAT),
        "graph: node c: a Const without a value");
  }

  @Test
  void countsThatTheInputsContradict() {
    assertRefused(
        GraphBuilder.graph().placeholder("x", 4).op("Merge", "m", "x").attr("N", 1L << 31),
        "graph: node m: N is 2147483648, but it has 1 inputs");
    assertRefused(
        GraphBuilder.graph().placeholder("x", 4).op("Merge", "m", "x", "x").attr("N", 1),
        "graph: node m: N is 1, but it has 2 inputs");
    assertRefused(
        GraphBuilder.graph().placeholder("x", 4).op("AddN", "s", "x").attr("N", -1),
        "graph: node s: N is -1, but it has 1 inputs");
    assertRefused(
        GraphBuilder.graph().placeholder("x", 4).op("Unpack", "u", "x").attr("num", 1L << 40),
        "graph: node u: num is 1099511627776; at most 65536 outputs are supported");
  }

  @Test
  void groupsNestedMegabytesDeep() {
    byte[] bytes = new byte[2 << 20];
    Arrays.fill(bytes, (byte) 0x7b);
    assertThatThrownBy(() -> FrozenGraph.parse(bytes, "deep.pb"))
        .isInstanceOf(KwsException.class)
        .hasMessage("deep.pb: not a frozen graph: messages nested too deeply");
  }
}
