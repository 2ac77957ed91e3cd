package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Activations;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.cell.CellActivation;
import io.kwsbench.rewrite.cell.GruCell;
import io.kwsbench.rewrite.cell.LstmCell;
import io.kwsbench.rewrite.cell.SimpleCell;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** RNN, GRU and LSTM, in one direction or two, over one sequence after the other. */
final class RecurrentOps {
  /** Each sequence has steps of its own: more would make graphs that nobody runs. */
  private static final int MAX_SEQUENCES = 64;

  private RecurrentOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "RNN", call -> layer(call, 1),
        "GRU", call -> layer(call, 3),
        "LSTM", call -> layer(call, 4));
  }

  private static List<Laid> layer(OnnxCall call, int gates) {
    boolean batchFirst = call.node().integer("layout", 0) != 0;
    int[] shape = call.in(0).shape();
    int count = shape.length == 3 ? shape[batchFirst ? 0 : 1] : 0;
    if (count < 1 || count > MAX_SEQUENCES) {
      throw call.error(
          "takes " + Arrays.toString(shape) + "; up to " + MAX_SEQUENCES + " sequences are read");
    }
    int steps = shape[batchFirst ? 1 : 0];
    requireWhole(call, steps);
    List<List<Laid>> sequences = new ArrayList<>();
    for (Value one : call.arrays().split(call.plain(0), batchFirst ? 0 : 1, count)) {
      Value rows = call.arrays().reshape(one, steps, shape[2]);
      sequences.add(sequence(call, gates, rows, sequences.size(), batchFirst));
    }
    return joined(call, sequences, batchFirst);
  }

  private static List<Laid> sequence(
      OnnxCall call, int gates, Value rows, int index, boolean batchFirst) {
    Directions directions = Directions.of(call);
    List<IrNode> nodes = new ArrayList<>();
    for (int i = 0; i < directions.count(); i++) {
      Weights weights = new Weights(call, i, gates);
      nodes.add(direction(call, weights, rows, index, directions.backwards(i)));
    }
    return outputs(call, nodes, directions, batchFirst);
  }

  /** The outputs of all sequences, side by side. */
  private static List<Laid> joined(OnnxCall call, List<List<Laid>> sequences, boolean batchFirst) {
    List<Laid> first = sequences.get(0);
    List<Laid> joined = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int output = i;
      int batch = batchFirst ? 0 : first.get(i).rank() - 2;
      List<Value> parts = sequences.stream().map(one -> one.get(output).value()).toList();
      joined.add(first.get(i).with(call.arrays().concat(parts, first.get(i).at(batch))));
    }
    return joined;
  }

  /** Attributes that frozen graphs do not support. */
  private static void requireWhole(OnnxCall call, int steps) {
    if (call.has(4) && Arrays.stream(call.integers(4)).anyMatch(length -> length != steps)) {
      throw call.error("has sequences of different lengths");
    }
    if (call.node().has("clip")) {
      throw call.error("clips its gates");
    }
    if (call.node().integer("input_forget", 0) != 0) {
      throw call.error("couples its input and forget gates");
    }
    if (call.has(7) && !isZero(call.literal(7))) {
      throw call.error("has peepholes");
    }
  }

  private static boolean isZero(Literal literal) {
    for (float value : literal.toFloats()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static IrNode direction(
      OnnxCall call, Weights weights, Value rows, int index, boolean backwards) {
    Value products = call.math().matMul(rows, call.graph().constant("kernel", weights.kernel()));
    if (call.has(3)) {
      Value bias = call.graph().constant("bias", weights.bias());
      products = call.graph().nn().biasAdd(products, bias);
    }
    List<Value> states = new ArrayList<>();
    for (int i = 0; i < (weights.gates() == 4 ? 2 : 1); i++) {
      states.add(initial(call, weights, 5 + i, index));
    }
    Recurrence recurrence = new Recurrence(cell(call, weights), backwards);
    return call.graph().recurrence(products, states, recurrence);
  }

  private static Value initial(OnnxCall call, Weights weights, int index, int sequence) {
    if (!call.has(index)) {
      return call.graph()
          .constant("zeros", Literal.of(new float[weights.units()], 1, weights.units()));
    }
    int direction = weights.direction();
    Laid all = call.in(index);
    int axis = call.node().integer("layout", 0) != 0 ? 1 : 0;
    Value own = call.arrays().slice(all.value(), all.at(axis), direction, direction + 1);
    Value one = call.arrays().slice(own, all.at(1 - axis), sequence, sequence + 1);
    return call.arrays().reshape(one, 1, weights.units());
  }

  private static Recurrence.Cell cell(OnnxCall call, Weights weights) {
    List<CellActivation> activations = activations(call, weights);
    return switch (weights.gates()) {
      case 1 -> new SimpleCell(weights.recurrentKernel(), activations.get(0));
      case 4 -> {
        if (activations.get(1) != activations.get(2)) {
          throw call.error("has different activations of its candidate and of its output");
        }
        yield new LstmCell(weights.recurrentKernel(), activations.get(1), activations.get(0));
      }
      default -> {
        boolean after = weights.resetAfter();
        yield new GruCell(
            weights.recurrentKernel(),
            after,
            after && call.has(3) ? weights.recurrentBias() : null,
            activations.get(1),
            activations.get(0));
      }
    };
  }

  private static final CellActivation SIGMOID = (graph, x) -> graph.math().unary("Sigmoid", x);
  private static final CellActivation TANH = (graph, x) -> graph.math().unary("Tanh", x);
  private static final CellActivation RELU = (graph, x) -> graph.math().unary("Relu", x);
  private static final CellActivation HARD_SIGMOID =
      (graph, x) -> Activations.hardSigmoid(graph, x, 0.2f, 0.5f);

  private static List<CellActivation> activations(OnnxCall call, Weights weights) {
    List<CellActivation> standard =
        switch (weights.gates()) {
          case 1 -> List.of(TANH);
          case 3 -> List.of(SIGMOID, TANH);
          default -> List.of(SIGMOID, TANH, TANH);
        };
    List<String> names = call.node().texts("activations");
    if (names.isEmpty()) {
      return standard;
    }
    if (call.node().has("activation_alpha") || call.node().has("activation_beta")) {
      throw call.error("has parameters for its activations");
    }
    int first = weights.direction() * standard.size();
    if (names.size() < first + standard.size()) {
      throw call.error("has " + names.size() + " activations");
    }
    return names.subList(first, first + standard.size()).stream()
        .map(name -> activation(call, name))
        .toList();
  }

  private static CellActivation activation(OnnxCall call, String name) {
    return switch (name) {
      case "Sigmoid" -> SIGMOID;
      case "Tanh" -> TANH;
      case "Relu" -> RELU;
      case "HardSigmoid" -> HARD_SIGMOID;
      default -> throw call.error("has activation " + name);
    };
  }

  /** All steps [steps, directions, 1, units], then the last states [directions, 1, units]. */
  private static List<Laid> outputs(
      OnnxCall call, List<IrNode> nodes, Directions directions, boolean batchFirst) {
    List<Value> sequences = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Value steps = nodes.get(i).output(0);
      Value inTime = directions.backwards(i) ? call.arrays().reverse(steps, 1) : steps;
      sequences.add(call.arrays().reshape(inTime, steps.dim(1), 1, 1, steps.dim(2)));
    }
    Laid all = Laid.plain(call.arrays().concat(sequences, 1));
    List<Laid> outputs = new ArrayList<>();
    outputs.add(batchFirst ? new Laid(all.value(), List.of(1, 2, 0, 3)) : all);
    for (int state = 1; state < nodes.get(0).outputs().size(); state++) {
      int index = state;
      List<Value> last =
          nodes.stream()
              .map(node -> node.output(index))
              .map(value -> call.arrays().reshape(value, 1, 1, value.dim(1)))
              .toList();
      Value joined = call.arrays().concat(last, 0);
      outputs.add(batchFirst ? new Laid(joined, List.of(1, 0, 2)) : Laid.plain(joined));
    }
    return outputs;
  }

  /** The directions of the layer. */
  private record Directions(String name) {
    static Directions of(OnnxCall call) {
      String name = call.node().text("direction", "forward");
      if (!List.of("forward", "reverse", "bidirectional").contains(name)) {
        throw call.error("has direction '" + name + "'");
      }
      return new Directions(name);
    }

    int count() {
      return name.equals("bidirectional") ? 2 : 1;
    }

    boolean backwards(int direction) {
      return name.equals("reverse") || direction == 1;
    }
  }
}
