package io.kwsbench.formats.savedmodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators of SavedModels that a frozen graph lacks. All others are kept as they are: whatever
 * runs the graph says what it does not know.
 */
final class SavedModelOps {
  private static final int MAX_OUTPUTS = 20_000;
  private static final Map<String, SavedModelOp> ALL = all();

  private SavedModelOps() {}

  private static Map<String, SavedModelOp> all() {
    Map<String, SavedModelOp> all = new HashMap<>();
    all.putAll(CallOps.all());
    all.putAll(VariableOps.all());
    all.putAll(ListOps.all());
    all.putAll(BatchStatisticsOps.all());
    RefusedOps.all().forEach((op, why) -> all.put(op, refusal(why)));
    all.put("Const", call -> List.of(call.machine().emission().constant(call.node())));
    for (String op : List.of("Identity", "StopGradient", "PreventGradient", "Snapshot")) {
      all.put(op, call -> List.of(call.input(0)));
    }
    all.put("IdentityN", Call::inputs);
    all.put("PlaceholderWithDefault", call -> List.of(call.tensor(0)));
    all.put("Placeholder", refusal("is fed, but is no input of the signature"));
    return Map.copyOf(all);
  }

  private static SavedModelOp refusal(String why) {
    return call -> {
      throw call.error(why);
    };
  }

  /** The translation of an operator, or of the function of that name. */
  static SavedModelOp of(String op, Machine machine) {
    SavedModelOp own = ALL.get(op);
    if (own != null) {
      return own;
    }
    return machine.hasFunction(op) ? CallOps.byName(op) : SavedModelOps::kept;
  }

  /** The node as it is, on what stands for its inputs. */
  static List<Item> kept(Call call) {
    List<Item.Tensor> made = call.add(call.node().getOp(), call.tensors(), call.attrs());
    List<Item> outputs = new ArrayList<>(made);
    String name = made.get(0).name().node();
    int last = call.asked().last();
    if (last > MAX_OUTPUTS) {
      throw call.error("has no output " + last);
    }
    for (int i = made.size(); i <= last; i++) {
      outputs.add(Emission.unknown(name, i));
    }
    return outputs;
  }
}
