package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Branches that are decided and loops that are written out while the graph is built: neither may
 * depend on the model's input.
 */
final class ControlFlow {
  /** Their names. */
  static final Set<String> OPERATORS = Set.of("If", "Loop", "Scan");

  private static final int FIRST_SCAN = 9;

  private final Bodies bodies;
  private final Names names;

  ControlFlow(Bodies bodies, Names names) {
    this.bodies = bodies;
    this.names = names;
  }

  List<Names.Known> apply(OnnxCall call) {
    return switch (call.node().op()) {
      case "If" -> branch(call);
      case "Loop" -> loop(call);
      default -> scan(call);
    };
  }

  private static OnnxBody body(OnnxCall call, String attribute) {
    return call.node()
        .graph(attribute)
        .map(OnnxBody::of)
        .orElseThrow(() -> call.error("lacks its " + attribute));
  }

  private static boolean holds(OnnxCall call, Laid condition) {
    Value value = call.work().folding().folded(condition.value());
    if (!value.isConstant() || value.size() != 1) {
      throw call.error("depends on a condition that the model computes from its input");
    }
    return value.node().constant().integer(0) != 0;
  }

  private List<Names.Known> branch(OnnxCall call) {
    String taken = holds(call, call.in(0)) ? "then_branch" : "else_branch";
    return bodies.apply(body(call, taken), List.of(), names);
  }

  private List<Names.Known> loop(OnnxCall call) {
    OnnxBody body = body(call, "body");
    long limit = call.has(0) ? call.literal(0).integer(0) : Long.MAX_VALUE;
    boolean goes = !call.has(1) || holds(call, call.in(1));
    List<Names.Known> states = call.known(2, call.inputs().size());
    Rows rows = new Rows(call, states.size());
    for (int step = 0; goes && step < limit; step++) {
      bodies.count();
      List<Names.Known> given = new ArrayList<>();
      given.add(new Names.Known(constant(call, Literal.ofInt(step)), OnnxElementType.INT64));
      Literal yes = Literal.ofLongs(DType.BOOL, Shape.SCALAR, 1);
      given.add(new Names.Known(constant(call, yes), OnnxElementType.BOOL));
      given.addAll(states);
      List<Names.Known> made = bodies.apply(body, given, names);
      goes = holds(call, made.get(0).value());
      states = rows.add(made.subList(1, made.size()));
      if (step == 0 && goes && keepsItsCondition(body)) {
        bodies.expect(limit - 1, body.nodes().size());
      }
    }
    return rows.outputs(states, new int[rows.count()], new int[rows.count()]);
  }

  /** Whether a loop's body hands on the condition that it is given: the limit alone ends it. */
  private static boolean keepsItsCondition(OnnxBody body) {
    String name = body.outputs().get(0);
    for (int i = body.nodes().size() - 1; i >= 0; i--) {
      OnnxNode node = body.nodes().get(i);
      if (node.outputs().contains(name)) {
        if (!node.op().equals("Identity") || !node.domain().isEmpty()) {
          return false;
        }
        name = node.inputs().get(0);
      }
    }
    return name.equals(body.inputs().get(1));
  }

  private static Laid constant(OnnxCall call, Literal literal) {
    return Laid.plain(call.graph().constant(literal));
  }

  private List<Names.Known> scan(OnnxCall call) {
    if (call.opset() < FIRST_SCAN) {
      throw call.error("is of opset 8: convert it to opset 9 or later");
    }
    OnnxBody body = body(call, "body");
    int count = Math.toIntExact(call.node().integer("num_scan_inputs", 0));
    int first = call.inputs().size() - count;
    if (count < 1 || first < 0) {
      throw call.error("runs over " + count + " of its " + call.inputs().size() + " inputs");
    }
    int[] axes = call.node().integers("scan_input_axes", new int[count]);
    int[] backwards = call.node().integers("scan_input_directions", new int[count]);
    List<Names.Known> states = call.known(0, first);
    Rows rows = new Rows(call, first);
    int steps = steps(call, first, axes[0]);
    for (int step = 0; step < steps; step++) {
      bodies.count();
      List<Names.Known> given = new ArrayList<>(states);
      for (int i = 0; i < count; i++) {
        Names.Known whole = call.known(first + i, first + i + 1).get(0);
        int axis = call.axis(axes[i], whole.value().rank());
        if (whole.value().dim(axis) != steps) {
          throw call.error("runs over axes of different lengths");
        }
        int at = backwards[i] == 0 ? step : steps - 1 - step;
        Laid row = IndexOps.picked(call, whole.value(), axis, at);
        given.add(new Names.Known(row, whole.type()));
      }
      states = rows.add(bodies.apply(body, given, names));
    }
    int outputs = rows.count();
    return rows.outputs(
        states,
        call.node().integers("scan_output_axes", new int[outputs]),
        call.node().integers("scan_output_directions", new int[outputs]));
  }

  private static int steps(OnnxCall call, int input, int axis) {
    Laid x = call.in(input);
    return x.dim(call.axis(axis, x.rank()));
  }

  /** The outputs of a loop's steps besides its states. */
  private static final class Rows {
    private final OnnxCall call;
    private final int states;
    private final List<List<Names.Known>> steps = new ArrayList<>();

    Rows(OnnxCall call, int states) {
      this.call = call;
      this.states = states;
    }

    /** Takes the rows of a step and returns the states that it leaves. */
    List<Names.Known> add(List<Names.Known> made) {
      if (made.size() < states) {
        throw call.error("has a body of " + made.size() + " outputs for " + states + " states");
      }
      steps.add(made.subList(states, made.size()));
      return made.subList(0, states);
    }

    int count() {
      return steps.isEmpty() ? 0 : steps.get(0).size();
    }

    /** The last states, then the rows of all steps, joined along axes. */
    List<Names.Known> outputs(List<Names.Known> last, int[] axes, int[] backwards) {
      if (steps.isEmpty() && call.node().outputs().size() > states) {
        throw call.error("runs no step, and gives rows of none");
      }
      List<Names.Known> outputs = new ArrayList<>(last);
      for (int i = 0; i < count(); i++) {
        int row = i;
        List<Value> parts = new ArrayList<>();
        steps.forEach(step -> parts.add(call.layouts().plain(step.get(row).value())));
        if (backwards[i] != 0) {
          Collections.reverse(parts);
        }
        int axis = call.axis(axes[i], parts.get(0).rank() + 1);
        Value joined = call.arrays().stack(parts, axis);
        outputs.add(new Names.Known(Laid.plain(joined), steps.get(0).get(row).type()));
      }
      return outputs;
    }
  }
}
