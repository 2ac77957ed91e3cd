package io.kwsbench.formats.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Models that no frozen graph can stand for, or that would fill the memory. */
class RefusedSavedModelTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "module_state | the model changes the variable",
        "module_while_input | has a number of iterations that depends on the model's input",
      })
  void isOneLine(String name, String why) {
    Path model = Material.fixture("savedmodel/" + name + ".savedmodel");
    assertThatThrownBy(() -> SavedModelReader.read(model, ""))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(model + ": ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesTheSignatures() {
    Path model = Material.fixture("savedmodel/module_array.savedmodel");
    assertThatThrownBy(() -> SavedModelReader.read(model, "other"))
        .hasMessage(model + ": it has no signature other, but serving_default");
  }

  @Test
  void aFunctionThatCallsItself() throws IOException {
    write(library(function("f", call("g")), function("g", call("f"))), call("f"));
    assertRefused("function f calls itself: it cannot be unrolled");
  }

  @Test
  void callsThatMultiply() throws IOException {
    FunctionDef[] functions = new FunctionDef[60];
    for (int i = 0; i < functions.length; i++) {
      NodeDef first = call("f" + (i + 1));
      NodeDef second = first.toBuilder().setName("d").setInput(0, "c:output:0").build();
      functions[i] = function("f" + i, first, second);
    }
    write(library(functions), call("f0"));
    assertRefused("the model has no function f60");
    functions[59] = function("f59", node("Relu", "c"));
    write(library(functions), call("f0"));
    assertRefused("it unrolls to more than");
  }

  @Test
  void anEndlessLoop() throws IOException {
    FunctionDef always = function("always", constant("c"));
    NodeDef loop =
        node("While", "c").toBuilder()
            .putAttr("cond", named("always"))
            .putAttr("body", named("body"))
            .build();
    write(library(always, function("body", node("Relu", "c"))), loop);
    assertRefused("loops more than 20000 times");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> SavedModelReader.read(folder, ""))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  private static FunctionDefLibrary library(FunctionDef... functions) {
    return FunctionDefLibrary.newBuilder().addAllFunction(java.util.List.of(functions)).build();
  }

  /** A function of one argument, x, that returns the first output of its last node. */
  private static FunctionDef function(String name, NodeDef... nodes) {
    NodeDef last = nodes[nodes.length - 1];
    String output = last.getOp().equals("Relu") ? ":activations:0" : ":output:0";
    return FunctionDef.newBuilder()
        .setSignature(
            OpDef.newBuilder()
                .setName(name)
                .addInputArg(OpDef.ArgDef.newBuilder().setName("x"))
                .addOutputArg(OpDef.ArgDef.newBuilder().setName("y")))
        .addAllNodeDef(java.util.List.of(nodes))
        .putRet("y", last.getName() + output)
        .build();
  }

  private static NodeDef call(String function) {
    return node("PartitionedCall", "c").toBuilder().putAttr("f", named(function)).build();
  }

  private static AttrValue named(String function) {
    return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(function)).build();
  }

  private static NodeDef node(String op, String name) {
    return NodeDef.newBuilder()
        .setOp(op)
        .setName(name)
        .addInput("x")
        .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .build();
  }

  private static NodeDef constant(String name) {
    return NodeDef.newBuilder()
        .setOp("Const")
        .setName(name)
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_BOOL).build())
        .putAttr(
            "value",
            AttrValue.newBuilder()
                .setTensor(
                    org.tensorflow.proto.TensorProto.newBuilder()
                        .setDtype(DataType.DT_BOOL)
                        .setTensorShape(TensorShapeProto.getDefaultInstance())
                        .addBoolVal(true))
                .build())
        .build();
  }

  private void write(FunctionDefLibrary library, NodeDef last) throws IOException {
    NodeDef input = node("Placeholder", "x").toBuilder().clearInput().build();
    GraphDef graph = GraphDef.newBuilder().addNode(input).addNode(last).setLibrary(library).build();
    SignatureDef signature =
        SignatureDef.newBuilder()
            .putInputs("x", tensor("x:0"))
            .putOutputs("y", tensor("c:0"))
            .build();
    MetaGraphDef meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
            .setGraphDef(graph)
            .putSignatureDef("serving_default", signature)
            .build();
    SavedModel model =
        SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
    ByteString bytes = model.toByteString();
    assertThat(bytes.size()).isLessThan(1 << 16);
    Files.write(folder.resolve(SavedModelReader.FILE), bytes.toByteArray());
  }

  private static TensorInfo tensor(String name) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(4));
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }
}
