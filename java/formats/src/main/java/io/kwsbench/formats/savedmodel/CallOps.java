package io.kwsbench.formats.savedmodel;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NameAttrList;

/** Calls of functions, and the branches and loops that are made of functions. */
final class CallOps {
  private static final int MAX_ITERATIONS = 20_000;

  private CallOps() {}

  static Map<String, SavedModelOp> all() {
    return Map.ofEntries(
        Map.entry("PartitionedCall", CallOps::call),
        Map.entry("StatefulPartitionedCall", CallOps::call),
        Map.entry("If", CallOps::branch),
        Map.entry("StatelessIf", CallOps::branch),
        Map.entry("Case", CallOps::choice),
        Map.entry("StatelessCase", CallOps::choice),
        Map.entry("While", CallOps::loop),
        Map.entry("StatelessWhile", CallOps::loop));
  }

  /** A node whose operator is a function of the model. */
  static SavedModelOp byName(String function) {
    return call -> asked(call, function, call.node().getAttrMap(), call.inputs());
  }

  private static List<Item> call(Call call) {
    return asked(call, function(call, "f"), call.inputs());
  }

  private static NameAttrList function(Call call, String attr) {
    return call.attribute(attr)
        .filter(AttrValue::hasFunc)
        .map(AttrValue::getFunc)
        .orElseThrow(() -> call.error("names no function in its attribute " + attr));
  }

  private static List<Item> asked(Call call, NameAttrList function, List<Item> arguments) {
    return asked(call, function.getName(), function.getAttrMap(), arguments);
  }

  private static List<Item> asked(
      Call call, String function, Map<String, AttrValue> attrs, List<Item> arguments) {
    return call.machine().call(function, attrs, arguments, List.copyOf(call.asked()));
  }

  private static List<Item> branch(Call call) {
    Literal condition = call.known(0, "which branch it takes");
    boolean then = condition.size() == 1 ? isTrue(condition) : condition.size() != 0;
    return asked(call, function(call, then ? "then_branch" : "else_branch"), rest(call));
  }

  private static boolean isTrue(Literal condition) {
    return condition.isNumeric()
        ? condition.real(0) != 0
        : condition.dtype() == DType.STRING && condition.string(0).length > 0;
  }

  private static List<Item> choice(Call call) {
    int index = call.number(0, "which branch it takes");
    List<NameAttrList> branches =
        call.attribute("branches").map(value -> value.getList().getFuncList()).orElse(List.of());
    if (branches.isEmpty()) {
      throw call.error("has no branches");
    }
    boolean inside = index >= 0 && index < branches.size();
    return asked(call, branches.get(inside ? index : branches.size() - 1), rest(call));
  }

  private static List<Item> rest(Call call) {
    return call.inputs().subList(1, call.inputs().size());
  }

  private static List<Item> loop(Call call) {
    NameAttrList condition = function(call, "cond");
    NameAttrList body = function(call, "body");
    List<Integer> all = IntStream.range(0, call.inputs().size()).boxed().toList();
    List<Item> state = call.inputs();
    for (int round = 0; goesOn(call, condition, state); round++) {
      if (round == MAX_ITERATIONS) {
        throw call.error("loops more than " + MAX_ITERATIONS + " times");
      }
      state = call.machine().call(body.getName(), body.getAttrMap(), state, all);
    }
    return state;
  }

  private static boolean goesOn(Call call, NameAttrList condition, List<Item> state) {
    Item result =
        call.machine().call(condition.getName(), condition.getAttrMap(), state, List.of(0)).get(0);
    if (!(result instanceof Item.Tensor tensor)) {
      throw call.error("has a condition that is no tensor");
    }
    Literal known =
        tensor
            .info()
            .value()
            .orElseThrow(
                () -> call.error("has a number of iterations that depends on the model's input"));
    return known.size() == 1 ? isTrue(known) : known.size() != 0;
  }
}
