package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Translates bodies: that of the model, those of its functions, and those of control flow. */
final class Bodies {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NODES = 200_000;

  private final OnnxModel model;
  private final OnnxCall.Work work;
  private final Map<OnnxBody.Constant, Names.Known> constants = new IdentityHashMap<>();
  private int depth;
  private int nodes;

  Bodies(OnnxModel model, OnnxCall.Work work) {
    this.model = model;
    this.work = work;
  }

  /** Defines what the constants and the nodes of a body give. */
  void fill(OnnxBody body, Names names) {
    body.constants().forEach(constant -> names.define(constant.name(), read(constant)));
    body.nodes().forEach(node -> append(node, names));
  }

  /** Returns the outputs of a body for its inputs; its nodes may also read names around it. */
  List<Names.Known> apply(OnnxBody body, List<Names.Known> inputs, Names around) {
    if (body.inputs().size() != inputs.size()) {
      throw new KwsException(
          "a body of " + body.inputs().size() + " inputs is given " + inputs.size());
    }
    return within(
        () -> {
          Names names = around.inside();
          for (int i = 0; i < inputs.size(); i++) {
            names.define(body.inputs().get(i), inputs.get(i));
          }
          fill(body, names);
          return results(body.outputs(), names);
        });
  }

  private interface Translation {
    List<Names.Known> run();
  }

  private List<Names.Known> within(Translation translation) {
    if (++depth > MAX_DEPTH) {
      throw new KwsException("bodies lie in each other more than " + MAX_DEPTH + " deep");
    }
    List<Names.Known> results = translation.run();
    depth--;
    return results;
  }

  private static List<Names.Known> results(List<String> outputs, Names names) {
    List<Names.Known> results = new ArrayList<>();
    for (String output : outputs) {
      Names.Known result = names.find(output);
      if (result == null) {
        throw new KwsException("nothing computes the output " + output + " of a body");
      }
      results.add(result);
    }
    return results;
  }

  /** Counts a step of a loop or a node: a few bytes may ask for any number of them. */
  void count() {
    nodes++;
    expect(0, 0);
  }

  /** Refuses steps of so many nodes that they would pass the limit, before they run. */
  void expect(long steps, int nodesOfEach) {
    if (nodes + steps * (1.0 + nodesOfEach) > MAX_NODES) {
      throw new KwsException("its bodies run more than " + MAX_NODES + " nodes and steps");
    }
  }

  private Names.Known read(OnnxBody.Constant constant) {
    return constants.computeIfAbsent(constant, this::made);
  }

  private Names.Known made(OnnxBody.Constant constant) {
    try {
      work.graph().setScope("");
      Value value =
          work.graph()
              .constant(
                  ImportedGraph.tensorFlowName(constant.name()),
                  OnnxTensor.read(constant.tensor(), work.files()));
      return new Names.Known(Laid.plain(value), OnnxTensor.type(constant.tensor()));
    } catch (KwsException e) {
      throw new KwsException("initializer " + constant.name() + ": " + e.getMessage(), e);
    }
  }

  private void append(OnnxNode written, Names names) {
    count();
    OnnxNode node = written.resolved(names.attributes());
    if (Sequences.has(node)) {
      work.graph().setScope(ImportedGraph.tensorFlowName(node.name()));
      apply(
          call -> {
            Sequences.append(node, names, work, this::folded);
            return List.of();
          },
          new OnnxCall(node, names.opset(), List.of(), work));
      return;
    }
    OnnxFunction function = model.functions().get(OnnxFunction.key(node.domain(), node.op()));
    List<Names.Known> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      boolean sequence = function != null && names.sequence(name) != null;
      inputs.add(name.isEmpty() || sequence ? null : names.required(name, node));
    }
    work.graph().setScope(ImportedGraph.tensorFlowName(node.name()));
    List<Names.Known> outputs =
        function != null ? called(function, node, inputs, names) : outputs(node, inputs, names);
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      if (!name.isEmpty() && i < outputs.size()) {
        Names.Known output = outputs.get(i);
        names.define(name, new Names.Known(folded(output.value()), output.type()));
      }
    }
  }

  /** Folds a value; a new constant counts against the memory for constants. */
  private Laid folded(Laid value) {
    Value folded = work.folding().folded(value.value());
    if (folded.isConstant() && !value.isConstant()) {
      work.folding().spend(folded.size());
    }
    return value.with(folded);
  }

  private List<Names.Known> outputs(OnnxNode node, List<Names.Known> inputs, Names names) {
    OnnxCall call = new OnnxCall(node, names.opset(), inputs, work);
    if (ControlFlow.OPERATORS.contains(node.op()) && node.domain().isEmpty()) {
      return new ControlFlow(this, names).apply(call);
    }
    List<Laid> made = apply(op(node), call);
    List<Names.Known> known = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      known.add(new Names.Known(made.get(i), ElementTypes.of(call, i)));
    }
    return known;
  }

  /** Its inputs may be sequences of the names around it. */
  private List<Names.Known> called(
      OnnxFunction function, OnnxNode node, List<Names.Known> inputs, Names around) {
    int own = OnnxModel.opset(function.opsets(), model.opset());
    return within(
        () -> {
          Names names = Names.of(own, function.attributes(node));
          Set<String> omitted = new HashSet<>(function.inputs());
          for (int i = 0; i < function.inputs().size() && i < inputs.size(); i++) {
            List<Names.Known> sequence = around.sequence(node.inputs().get(i));
            if (sequence != null) {
              names.defineSequence(function.inputs().get(i), sequence);
              omitted.remove(function.inputs().get(i));
            } else if (inputs.get(i) != null) {
              names.define(function.inputs().get(i), inputs.get(i));
              omitted.remove(function.inputs().get(i));
            }
          }
          function.nodes().forEach(inner -> append(inner.without(omitted), names));
          return results(function.outputs(), names);
        });
  }

  private static List<Laid> apply(OnnxOp op, OnnxCall call) {
    try {
      return op.apply(call);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith("node ");
      throw named ? e : new KwsException(call.error(e.getMessage()).getMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new KwsException(call.error("has inputs that do not fit it").getMessage(), e);
    }
  }

  private static OnnxOp op(OnnxNode node) {
    String key = OnnxFunction.key(node.domain(), node.op());
    return OnnxOps.find(key)
        .orElseThrow(
            () ->
                new KwsException(
                    "node "
                        + node.name()
                        + ": operator "
                        + key
                        + (node.domain().isEmpty() ? " is not read" : " is not ONNX's own")));
  }
}
