package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Translates the subgraphs of a model, the bodies of its loops as often as they run. */
final class Subgraphs {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_OPERATORS = 200_000;

  private final TfliteModel model;
  private final TfliteCall.Work work;
  private final Constants constants;
  private final Variables variables = new Variables();
  private final Map<String, TfliteOp> control = new HashMap<>(variables.ops());
  private int depth;
  private int operators;

  Subgraphs(TfliteModel model, TfliteCall.Work work) {
    this.model = model;
    this.work = work;
    constants = new Constants(work.graph(), model.reads());
    control.putAll(new StatefulOps(variables).ops());
    control.putAll(Map.of("WHILE", this::loop, "IF", this::branch, "CALL_ONCE", this::once));
  }

  /** The variables that the subgraphs so far carry from one run of the model to the next. */
  List<ImportedGraph.Carried> carried() {
    return variables.carried();
  }

  /**
   * Appends what a subgraph computes.
   *
   * @param inputs what its inputs are
   * @param outputs the numbers of the wanted tensors
   */
  List<Value> apply(TfliteModel.Subgraph subgraph, List<Value> inputs, int... outputs) {
    if (subgraph.inputs().length != inputs.size()) {
      throw new KwsException(
          "a subgraph of " + subgraph.inputs().length + " inputs is given " + inputs.size());
    }
    if (++depth > MAX_DEPTH) {
      throw new KwsException("subgraphs call each other more than " + MAX_DEPTH + " deep");
    }
    Tensors tensors = new Tensors(subgraph, constants);
    for (int i = 0; i < inputs.size(); i++) {
      tensors.define(subgraph.inputs()[i], inputs.get(i));
    }
    subgraph.operators().forEach(operator -> append(operator, tensors));
    depth--;
    return Arrays.stream(outputs).mapToObj(tensors::require).toList();
  }

  private void append(TfliteOperator operator, Tensors tensors) {
    count();
    String name = operator.outputs().length == 0 ? "" : tensors.name(operator.outputs()[0]);
    List<TfliteTensor> results = tensors(tensors, operator.outputs());
    List<TfliteTensor> intermediates = tensors(tensors, operator.intermediates());
    List<Value> inputs = new ArrayList<>();
    List<TfliteTensor> types = new ArrayList<>();
    boolean runs = control.containsKey(operator.op());
    TfliteOp known = runs ? control.get(operator.op()) : TfliteOps.find(operator.op(), name);
    for (int input : operator.inputs()) {
      inputs.add(input < 0 ? null : tensors.input(input, name));
      types.add(input < 0 ? null : tensors.tensor(input));
    }
    work.graph().setScope(ImportedGraph.tensorFlowName(name));
    TfliteCall call = new TfliteCall(operator, name, inputs, types, results, intermediates, work);
    TfliteOp op = runs ? known : IntegerOps.find(call).orElse(known);
    List<Value> made = apply(op, call);
    for (int i = 0; i < results.size(); i++) {
      if (i >= made.size()) {
        throw new KwsException("node " + name + ": it has more outputs than its operator");
      }
      tensors.define(operator.outputs()[i], folded(made.get(i)));
    }
  }

  private static List<TfliteTensor> tensors(Tensors tensors, int... indices) {
    return Arrays.stream(indices).mapToObj(tensors::tensor).toList();
  }

  private void count() {
    if (++operators > MAX_OPERATORS) {
      throw new KwsException("its loops run more than " + MAX_OPERATORS + " operators");
    }
  }

  /** Folds constants, and counts the memory that the result takes. */
  private Value folded(Value value) {
    Value folded = work.folding().folded(value);
    if (folded.isConstant() && !value.isConstant()) {
      work.folding().spend(folded.size());
    }
    return folded;
  }

  private static List<Value> apply(TfliteOp op, TfliteCall call) {
    try {
      return op.apply(call);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith("node ");
      throw named ? e : call.failed(e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
      throw new KwsException(call.error("has inputs that do not fit it").getMessage(), e);
    }
  }

  /** Sets the variables that the first run sets before anything else. */
  private List<Value> once(TfliteCall call) {
    TfliteModel.Subgraph body = subgraph(call, 0);
    variables.initialize(() -> apply(body, List.of(), body.outputs()));
    return List.of();
  }

  private TfliteModel.Subgraph subgraph(TfliteCall call, int field) {
    int index = call.operator().integer(field, 0);
    if (index < 1 || index >= model.subgraphs().size()) {
      throw call.error("calls subgraph " + index + ", which is none of its parts");
    }
    return model.subgraphs().get(index);
  }

  /** The steps of a loop, one after the other: how many there are must not depend on the input. */
  private List<Value> loop(TfliteCall call) {
    TfliteModel.Subgraph condition = subgraph(call, 0);
    TfliteModel.Subgraph body = subgraph(call, 1);
    List<Value> state = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      state.add(call.in(i));
    }
    String scope = ImportedGraph.tensorFlowName(call.name());
    while (holds(call, apply(condition, state, condition.outputs()))) {
      state = apply(body, state, body.outputs());
      work.graph().setScope(scope);
      count();
    }
    return state;
  }

  private boolean holds(TfliteCall call, List<Value> condition) {
    Value value = condition.isEmpty() ? null : work.folding().folded(condition.get(0));
    if (value == null || !value.isConstant() || value.size() != 1) {
      throw call.error("has a number of iterations that depends on the model's input");
    }
    return value.node().constant().integer(0) != 0;
  }

  private List<Value> branch(TfliteCall call) {
    TfliteModel.Subgraph taken = subgraph(call, holds(call, List.of(call.in(0))) ? 0 : 1);
    return apply(taken, call.inputs().subList(1, call.inputs().size()), taken.outputs());
  }
}
