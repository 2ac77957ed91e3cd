package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/** A graph from somebody else writes no files unless the user trusts it. */
class FileOpsTest {
  private static final List<TensorName> Y = List.of(new TensorName("y", 0));

  private static void assertRefused(FrozenGraph graph, String node, String op) {
    assertThatThrownBy(() -> FileOps.check(graph, Y, null))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "graph: node %s (%s) can write files or run code; set KWSBENCH_ALLOW_FILE_OPS=1 if you"
                + " trust the graph",
            node, op);
    assertThatCode(() -> FileOps.check(graph, Y, "1")).doesNotThrowAnyException();
  }

  private static GraphBuilder writing(String control) {
    return TinyGraphs.withPlaceholder()
        .op("Const", "name")
        .type("dtype", DataType.DT_STRING)
        .attr(
            "value",
            AttrValue.newBuilder()
                .setTensor(
                    org.tensorflow.proto.TensorProto.newBuilder()
                        .setDtype(DataType.DT_STRING)
                        .setTensorShape(org.tensorflow.proto.TensorShapeProto.getDefaultInstance())
                        .addStringVal(com.google.protobuf.ByteString.copyFromUtf8("pwned.txt"))))
        .op("WriteFile", "w", "name", "name")
        .op("Softmax", "y", "x", control)
        .type("T", DataType.DT_FLOAT);
  }

  @Test
  void aWriteBehindAControlInput(@TempDir Path folder) {
    FrozenGraph graph = writing("^w").build();
    assertRefused(graph, "w", "WriteFile");
    try (EngineModel model = new TensorFlowEngine().load(graph)) {
      SessionOptions options = new SessionOptions(List.of(TinyGraphs.X), Y, 1);
      assertThatThrownBy(() -> model.newSession(options)).hasMessageContaining("WriteFile");
    }
    assertThat(Files.exists(Path.of("pwned.txt"))).isFalse();
  }

  @Test
  void aWriteThatNoRunReachesIsNoReasonToRefuse() {
    assertThatCode(() -> FileOps.check(writing("^name").build(), Y, null))
        .doesNotThrowAnyException();
  }

  @Test
  void aWriteInAFunctionThatIsCalledOrNamed() throws Exception {
    GraphDef.Builder graph =
        GraphDef.parseFrom(TinyGraphs.withPlaceholder().op("f", "y", "x").bytes()).toBuilder();
    function(graph, "inner", NodeDef.newBuilder().setName("save").setOp("SaveV2").build());
    NameAttrList inner = NameAttrList.newBuilder().setName("inner").build();
    function(
        graph,
        "f",
        NodeDef.newBuilder()
            .setName("call")
            .setOp("PartitionedCall")
            .putAttr("f", AttrValue.newBuilder().setFunc(inner).build())
            .build());
    assertRefused(FrozenGraph.parse(graph.build().toByteArray(), "graph"), "save", "SaveV2");
  }

  private static void function(GraphDef.Builder graph, String name, NodeDef body) {
    var function = graph.getLibraryBuilder().addFunctionBuilder().addNodeDef(body);
    function.getSignatureBuilder().setName(name);
  }

  @Test
  void readingIsAllowed() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("wav_fn", DataType.DT_STRING)
            .op("ReadFile", "y", "wav_fn")
            .build();
    assertThatCode(() -> FileOps.check(graph, Y, null)).doesNotThrowAnyException();
  }
}
