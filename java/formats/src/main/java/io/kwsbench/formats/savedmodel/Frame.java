package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tensorflow.proto.AttrValue;

/** One call of a function, or the main graph: what its nodes have given so far. */
final class Frame {
  private final FunctionBody body;
  private final Machine machine;
  private final Map<String, AttrValue> attributes;
  private final Map<Ref, Item> values = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  /**
   * @param attributes what attributes of the function stand for
   */
  Frame(
      FunctionBody body, List<Item> arguments, Map<String, AttrValue> attributes, Machine machine) {
    this.body = body;
    this.machine = machine;
    this.attributes = attributes;
    if (arguments.size() != body.arguments().size()) {
      throw new KwsException(
          "function "
              + body.name()
              + " takes "
              + body.arguments().size()
              + " arguments, not "
              + arguments.size());
    }
    for (int i = 0; i < arguments.size(); i++) {
      values.put(new Ref(body.arguments().get(i), 0), arguments.get(i));
    }
  }

  /** Gives a node's output before anything asks for it. */
  void define(Ref ref, Item value) {
    values.put(ref, value);
    given.add(ref.node());
  }

  /** A node and all that it waits for, as far as nothing has been given. */
  Collection<FunctionBody.Step> upTo(String node) {
    Map<String, FunctionBody.Step> found = new LinkedHashMap<>();
    List<String> open = new ArrayList<>(List.of(node));
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (!given.contains(name) && !found.containsKey(name)) {
        FunctionBody.Step step = body.require(name);
        found.put(name, step);
        open.addAll(step.controls());
        step.inputs().forEach(input -> open.add(input.node()));
      }
    }
    return found.values();
  }

  FunctionBody body() {
    return body;
  }

  /** The values of outputs; evaluates first everything that they need. */
  List<Item> values(List<Ref> wanted) {
    Map<String, SortedSet<Integer>> order = order(wanted);
    order.forEach((name, asked) -> evaluate(body.require(name), asked));
    return wanted.stream().map(this::value).toList();
  }

  /** The nodes to evaluate, each after its inputs, with the outputs that are asked for. */
  private Map<String, SortedSet<Integer>> order(List<Ref> wanted) {
    Map<String, SortedSet<Integer>> asked = new HashMap<>();
    Map<String, SortedSet<Integer>> order = new LinkedHashMap<>();
    List<Ref> open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      Ref ref = open.get(open.size() - 1);
      if (values.containsKey(ref) || order.containsKey(ref.node())) {
        open.remove(open.size() - 1);
        asked.computeIfAbsent(ref.node(), name -> new TreeSet<>()).add(ref.index());
        continue;
      }
      boolean entered = asked.containsKey(ref.node());
      asked.computeIfAbsent(ref.node(), name -> new TreeSet<>()).add(ref.index());
      List<Ref> missing =
          machine.inputs(body.require(ref.node())).stream()
              .filter(in -> !values.containsKey(in) && !order.containsKey(in.node()))
              .toList();
      if (missing.isEmpty()) {
        order.put(ref.node(), asked.get(ref.node()));
      } else if (entered && missing.stream().anyMatch(in -> asked.containsKey(in.node()))) {
        throw new KwsException("node " + ref.node() + " stands in a cycle");
      } else {
        open.addAll(missing);
      }
    }
    return order;
  }

  private void evaluate(FunctionBody.Step step, SortedSet<Integer> asked) {
    machine.countStep();
    List<Item> inputs = machine.inputs(step).stream().map(this::value).toList();
    Call call = new Call(step.node(), inputs, asked, attributes, machine);
    List<? extends Item> outputs = call.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) != null) {
        values.put(new Ref(step.node().getName(), i), outputs.get(i));
      }
    }
  }

  private Item value(Ref ref) {
    Item value = values.get(ref);
    if (value == null) {
      throw new KwsException("node " + ref.node() + " has no output " + ref.index());
    }
    return value;
  }
}
