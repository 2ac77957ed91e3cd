package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;

/**
 * Unrolls a model: follows calls, branches and loops, and appends what computes to the frozen
 * graph.
 */
final class Machine {
  private static final int MAX_CALLS = 100;
  private static final int MAX_STEPS = 1_000_000;

  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final Map<String, FunctionBody> bodies = new HashMap<>();
  private final Changes changes = new Changes(functions);
  private final Map<String, List<Ref>> changed = new HashMap<>();
  private final OpOutputs outputs;
  private final Variables variables;
  private final Emission emission;
  private final Set<String> open = new LinkedHashSet<>();
  private int steps;

  Machine(List<FunctionDef> library, OpOutputs outputs, Variables variables, Emission emission) {
    library.forEach(function -> functions.put(function.getSignature().getName(), function));
    this.outputs = outputs;
    this.variables = variables;
    this.emission = emission;
  }

  Variables variables() {
    return variables;
  }

  Emission emission() {
    return emission;
  }

  boolean hasFunction(String name) {
    return functions.containsKey(name);
  }

  /** The inputs of a node, without the name of a checkpoint's file. */
  List<Ref> inputs(FunctionBody.Step step) {
    List<Ref> inputs = step.inputs();
    return step.op().equals("RestoreV2") && !inputs.isEmpty()
        ? inputs.subList(1, inputs.size())
        : inputs;
  }

  /** A bound on the work that a small file can ask for. */
  void countStep() {
    if (++steps > MAX_STEPS) {
      throw new KwsException("it unrolls to more than " + MAX_STEPS + " nodes");
    }
  }

  /**
   * Calls a function.
   *
   * @param attributes what its attributes stand for
   * @param asked numbers of the results that are wanted
   * @return its results, null where one is not wanted
   */
  List<Item> call(
      String function,
      Map<String, AttrValue> attributes,
      List<Item> arguments,
      List<Integer> asked) {
    Frame frame = new Frame(body(function), arguments, attributes, this);
    if (!open.add(function)) {
      throw new KwsException("function " + function + " calls itself: it cannot be unrolled");
    }
    if (open.size() > MAX_CALLS) {
      throw new KwsException("functions call each other more than " + MAX_CALLS + " deep");
    }
    try {
      Collection<FunctionBody.Step> all = frame.body().steps().values();
      noteChanges(frame, changed.computeIfAbsent(function, name -> changes.of(all)));
      return results(frame, asked);
    } finally {
      open.remove(function);
    }
  }

  private static List<Item> results(Frame frame, List<Integer> asked) {
    List<Ref> all = frame.body().results();
    List<Ref> wanted = new ArrayList<>();
    for (int index : asked) {
      if (index >= all.size()) {
        throw new KwsException("function " + frame.body().name() + " has no result " + index);
      }
      wanted.add(all.get(index));
    }
    List<Item> values = frame.values(wanted);
    Item[] results = new Item[all.size()];
    for (int i = 0; i < wanted.size(); i++) {
      results[asked.get(i)] = values.get(i);
    }
    return Arrays.asList(results);
  }

  /** Remembers which variables an output of the main graph changes, or a node it waits for. */
  void noteChanges(Frame main, String output) {
    noteChanges(main, changes.of(main.upTo(output)));
  }

  private void noteChanges(Frame frame, List<Ref> refs) {
    for (Item item : frame.values(refs)) {
      if (item instanceof Item.Variable variable) {
        variables.change(variable);
      }
    }
  }

  /** The function of that name. */
  FunctionBody body(String name) {
    FunctionBody known = bodies.get(name);
    if (known == null) {
      FunctionDef function = functions.get(name);
      if (function == null) {
        throw new KwsException("the model has no function " + name);
      }
      known = FunctionBody.of(function, outputs);
      bodies.put(name, known);
    }
    return known;
  }
}
