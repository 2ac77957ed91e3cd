package io.kwsbench.formats.savedmodel;

import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AttrValue;

/**
 * Follows the node that restores a model, and notes which variable gets which value of the
 * checkpoint. TensorFlow's own loader runs that node; so names of variables need no guess.
 */
final class Restoration {
  private static final Set<String> ASSIGNMENTS = Set.of("Assign", "AssignVariableOp");
  private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

  private final Machine machine;

  Restoration(Machine machine) {
    this.machine = machine;
  }

  /** Follows a node of the main graph, and everything that it waits for. */
  void follow(Frame main, String node) {
    main.upTo(node).forEach(step -> take(main, step));
  }

  private void take(Frame frame, FunctionBody.Step step) {
    if (ASSIGNMENTS.contains(step.op()) && step.inputs().size() == 2) {
      List<Item> both = frame.values(step.inputs());
      if (both.get(0) instanceof Item.Variable variable
          && both.get(1) instanceof Item.Saved value) {
        machine.variables().restore(variable, value);
      }
    } else if (CALLS.contains(step.op()) && frame.body().name().isEmpty()) {
      AttrValue function = step.node().getAttrOrDefault("f", AttrValue.getDefaultInstance());
      FunctionBody body = machine.body(function.getFunc().getName());
      Frame inner =
          new Frame(body, frame.values(step.inputs()), function.getFunc().getAttrMap(), machine);
      body.steps().values().forEach(inside -> take(inner, inside));
    }
  }
}
