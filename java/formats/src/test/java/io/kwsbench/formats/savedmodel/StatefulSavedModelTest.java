package io.kwsbench.formats.savedmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;

/** A variable that the output needs keeps its value from run to run: its changes are found. */
class StatefulSavedModelTest {
  private static final String ASSIGN = "AssignAddVariableOp";

  @TempDir Path folder;

  /** No result of the call leads to the assignment. */
  @ParameterizedTest
  @ValueSource(strings = {"StatefulPartitionedCall", "If"})
  void changedInACallThatReturnsNothing(String op) throws IOException {
    write(
        "module_state",
        graph -> {
          for (FunctionDef.Builder function : graph.getLibraryBuilder().getFunctionBuilderList()) {
            function.getNodeDefBuilderList().stream()
                .filter(node -> node.getOp().equals(ASSIGN))
                .forEach(node -> call(node, op));
          }
          graph.getLibraryBuilder().addFunction(update());
        });
    assertRefused("the model changes the variable v while it runs");
  }

  /** The output waits for the assignment, but takes nothing from it. */
  @Test
  void changedBeforeAnOutputOfTheMainGraph() throws IOException {
    write(
        "v1_dense_resource",
        graph -> {
          graph.addNode(node("count", ASSIGN, "net/b", "net/add/ReadVariableOp"));
          graph.getNodeBuilderList().stream()
              .filter(node -> node.getName().equals("net/Softmax"))
              .forEach(node -> node.addInput("^count"));
        });
    assertRefused("the model changes the variable net/b while it runs");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> SavedModelReader.read(folder, ""))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  /** Puts a call of {@link #update} in the place of an assignment. */
  private static void call(NodeDef.Builder node, String op) {
    node.setOp(op).clearAttr();
    if (op.equals("If")) {
      String variable = node.getInput(0);
      String by = node.getInput(1);
      node.clearInput().addInput(by).addInput(variable).addInput(by);
      node.putAttr("then_branch", named("update")).putAttr("else_branch", named("update"));
    } else {
      node.putAttr("f", named("update"));
    }
  }

  private static FunctionDef update() {
    return FunctionDef.newBuilder()
        .setSignature(
            OpDef.newBuilder()
                .setName("update")
                .addInputArg(OpDef.ArgDef.newBuilder().setName("variable"))
                .addInputArg(OpDef.ArgDef.newBuilder().setName("by")))
        .addNodeDef(node("same", "Identity", "variable"))
        .addNodeDef(node("add", ASSIGN, "same:output:0", "by"))
        .build();
  }

  private static NodeDef node(String name, String op, String... inputs) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp(op)
        .addAllInput(Stream.of(inputs)::iterator)
        .build();
  }

  private static AttrValue named(String function) {
    return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(function)).build();
  }

  private void write(String model, Consumer<GraphDef.Builder> change) throws IOException {
    Path from = Material.fixture("savedmodel/" + model + ".savedmodel");
    SavedModels.copy(from, folder);
    Path file = folder.resolve(SavedModelReader.FILE);
    SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    change.accept(saved.getMetaGraphsBuilder(0).getGraphDefBuilder());
    Files.write(file, saved.build().toByteArray());
  }
}
