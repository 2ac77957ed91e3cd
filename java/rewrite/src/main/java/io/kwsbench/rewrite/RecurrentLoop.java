package io.kwsbench.rewrite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recurrent layer as a while loop of TensorFlow 1: Enter, Merge, Switch, NextIteration and Exit
 * per variable, with inputs and outputs in TensorArrays.
 *
 * <p>Variables are the step's number, the states and, where the whole sequence is wanted, a
 * TensorArray that collects the outputs.
 *
 * @see <a href="https://www.tensorflow.org/versions/r1.4/extend/architecture">Implementation of
 *     Control Flow in TensorFlow</a>
 */
final class RecurrentLoop {
  private final IrBuilder graph;
  private final Recurrence recurrence;
  private final boolean sequence;
  private final String frame;
  private final List<IrNode> merges = new ArrayList<>();
  private final Map<Value, Value> entered = new HashMap<>();

  RecurrentLoop(IrBuilder graph, Recurrence recurrence, boolean sequence) {
    this.graph = graph;
    this.recurrence = recurrence;
    this.sequence = sequence;
    this.frame = graph.newName("while");
  }

  /**
   * @param inputs the steps' inputs [steps, features], then the states
   * @return the sequence [1, steps, units], then the states
   */
  List<Value> write(List<Value> inputs) {
    int steps = inputs.get(0).dim(0);
    List<Value> states = inputs.subList(1, inputs.size());
    List<Value> variables = new ArrayList<>();
    variables.add(graph.integer(0));
    variables.addAll(states);
    IrNode array = sequence ? tensorArray(steps, states.get(0)) : null;
    if (sequence) {
      variables.add(array.output(1));
    }
    List<Value> exits = loop(inputs.get(0), variables, array, steps);
    List<Value> results = new ArrayList<>(exits.subList(1, 1 + states.size()));
    Value last = results.get(0);
    results.add(
        0,
        sequence
            ? gathered(array, exits.get(exits.size() - 1), steps, last)
            : graph.arrays().reshape(graph.arrays().tile(last, steps, 1), 1, steps, last.dim(1)));
    return results;
  }

  private List<Value> loop(Value rows, List<Value> variables, IrNode array, int steps) {
    List<Value> merged = new ArrayList<>();
    for (Value variable : variables) {
      merged.add(merge(enter(variable, false)));
    }
    Value limit = enter(graph.integer(steps), true);
    Value go =
        graph.add("Less", DType.BOOL, List.of(merged.get(0), limit), Attrs.ofType(DType.INT32));
    Value condition = graph.add("LoopCond", DType.BOOL, List.of(go), Attrs.NONE);
    List<Value> bodies = new ArrayList<>();
    List<Value> exits = new ArrayList<>();
    for (Value value : merged) {
      IrNode node =
          graph.node("Switch", "Switch", List.of(value, condition), Attrs.ofType(value.type()));
      Value done = graph.output(node, value.type(), value.shape());
      bodies.add(graph.output(node, value.type(), value.shape()));
      exits.add(
          graph.add(
              "Exit", value.type(), List.of(done), Attrs.ofType(value.type()), value.shape()));
    }
    Value allRows = enter(rows, true);
    // a constant runs outside of every loop: inside it counts only what has entered
    close(graph.withConstants(this::constant, () -> body(allRows, bodies, array, steps)));
    return exits;
  }

  private Value constant(Value value) {
    return entered.computeIfAbsent(value, outside -> enter(outside, true));
  }

  /** One round: the row of this step, the cell, the array, the next number. */
  private List<Value> body(Value rows, List<Value> variables, IrNode array, int steps) {
    Value counter = variables.get(0);
    Value index =
        recurrence.backwards() ? integers("Sub", graph.integer(steps - 1), counter) : counter;
    int stateCount = recurrence.cell().stateSizes().length;
    List<Value> states =
        recurrence.cell().step(graph, row(rows, index), variables.subList(1, 1 + stateCount));
    List<Value> next = new ArrayList<>();
    next.add(integers("Add", counter, graph.integer(1)));
    next.addAll(states);
    if (sequence) {
      next.add(write(array, counter, states.get(0), variables.get(variables.size() - 1)));
    }
    return next;
  }

  private Value integers(String op, Value a, Value b) {
    return graph.add(op, DType.INT32, List.of(a, b), Attrs.ofType(DType.INT32), a.shape());
  }

  /** {@code rows[index]} as a matrix of one row. */
  private Value row(Value rows, Value index) {
    Attrs attrs =
        Attrs.NONE
            .type("Tparams", DType.FLOAT)
            .type("Tindices", DType.INT32)
            .flag("validate_indices", true);
    Value row = graph.add("Gather", List.of(rows, index), attrs, rows.dim(1));
    Value shape = graph.vector(1, rows.dim(1));
    return graph.add(
        "Reshape",
        DType.FLOAT,
        List.of(row, shape),
        Attrs.ofType(DType.FLOAT).type("Tshape", DType.INT32),
        1,
        rows.dim(1));
  }

  private IrNode tensorArray(int steps, Value element) {
    Attrs attrs =
        Attrs.NONE
            .type("dtype", DType.FLOAT)
            .flag("dynamic_size", false)
            .flag("clear_after_read", true)
            .text("tensor_array_name", "");
    IrNode node = graph.node("TensorArrayV3", "TensorArray", List.of(graph.integer(steps)), attrs);
    graph.output(node, DType.RESOURCE, 2);
    graph.output(node, DType.FLOAT);
    return node;
  }

  private Value write(IrNode array, Value index, Value value, Value flow) {
    Value handle = enter(array.output(0), true);
    return graph.add(
        "TensorArrayWriteV3",
        DType.FLOAT,
        List.of(handle, index, value, flow),
        Attrs.ofType(DType.FLOAT));
  }

  private Value gathered(IrNode array, Value flow, int steps, Value element) {
    int[] order = new int[steps];
    for (int i = 0; i < steps; i++) {
      order[i] = i;
    }
    Value all =
        graph.add(
            "TensorArrayGatherV3",
            List.of(array.output(0), graph.vector(order), flow),
            Attrs.NONE.type("dtype", DType.FLOAT),
            steps,
            1,
            element.dim(1));
    return graph.arrays().reshape(all, 1, steps, element.dim(1));
  }

  private Value enter(Value value, boolean constant) {
    Attrs attrs =
        Attrs.ofType(value.type())
            .text("frame_name", frame)
            .flag("is_constant", constant)
            .integer("parallel_iterations", 1);
    return graph.add("Enter", value.type(), List.of(value), attrs, value.shape());
  }

  private Value merge(Value entered) {
    IrNode node =
        graph.node(
            "Merge", "Merge", List.of(entered), Attrs.ofType(entered.type()).integer("N", 2));
    merges.add(node);
    Value merged = graph.output(node, entered.type(), entered.shape());
    graph.output(node, DType.INT32);
    return merged;
  }

  private void close(List<Value> next) {
    for (int i = 0; i < next.size(); i++) {
      Value value = next.get(i);
      graph.closeLoop(
          merges.get(i),
          graph.add(
              "NextIteration",
              value.type(),
              List.of(value),
              Attrs.ofType(value.type()),
              value.shape()));
    }
  }
}
