package io.kwsbench.formats.savedmodel;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;

/** Variables, which become constants, and the values of the checkpoint. */
final class VariableOps {
  private VariableOps() {}

  static Map<String, SavedModelOp> all() {
    return Map.of(
        "VarHandleOp", call -> List.of(new Item.Variable(call.node().getName(), false)),
        "Variable", call -> List.of(new Item.Variable(call.node().getName(), true)),
        "VariableV2", call -> List.of(new Item.Variable(call.node().getName(), true)),
        "ReadVariableOp", call -> List.of(value(call)),
        "VariableShape", VariableOps::shape,
        "ResourceGather", VariableOps::gather,
        "RestoreV2", VariableOps::restore);
  }

  /** A variable of TensorFlow 2. */
  static Item.Variable variable(Call call) {
    if (call.input(0) instanceof Item.Variable variable) {
      return variable;
    }
    throw call.error("takes " + call.input(0).description() + ", which is no variable");
  }

  private static Item.Tensor value(Call call) {
    return call.machine().variables().value(variable(call));
  }

  private static List<Item.Tensor> shape(Call call) {
    return call.add("Shape", List.of(value(call)), call.attrs());
  }

  /** A gather along the first axis, or along the first behind the batch. */
  private static List<Item.Tensor> gather(Call call) {
    long batch = call.attribute("batch_dims").map(AttrValue::getI).orElse(0L);
    Emission emission = call.machine().emission();
    Item.Tensor axis = emission.add(call.node().getName() + "/axis", Literal.ofInt(batch));
    Attrs attrs =
        Attrs.NONE
            .type("Tparams", call.type("dtype"))
            .type("Tindices", call.type("Tindices"))
            .type("Taxis", DType.INT32)
            .integer("batch_dims", batch);
    return call.add("GatherV2", List.of(value(call), call.tensor(1), axis), attrs);
  }

  /** The names and slices are constants; the file's name is not looked at. */
  private static List<Item> restore(Call call) {
    Literal keys = call.known(0, "the list of names to restore");
    Literal slices = call.known(1, "the list of slices to restore");
    if (keys.isNumeric() || slices.isNumeric() || keys.size() != slices.size()) {
      throw call.error("needs a name and a slice for each value that it restores");
    }
    List<Item> saved = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      saved.add(new Item.Saved(text(keys.string(i)), text(slices.string(i))));
    }
    return saved;
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
