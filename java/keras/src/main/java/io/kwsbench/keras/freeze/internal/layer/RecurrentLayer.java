package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A recurrent layer: one product for the inputs of all steps, then the steps.
 *
 * <p>Keras's {@code implementation} says only how the products are grouped and changes no result.
 */
final class RecurrentLayer implements LayerKind {
  private final int gates;
  private final Function<CellContext, Recurrence.Cell> cells;

  /**
   * @param gates products a unit has
   */
  RecurrentLayer(int gates, Function<CellContext, Recurrence.Cell> cells) {
    this.gates = gates;
    this.cells = cells;
  }

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("kernel", "recurrent_kernel", "bias")
        : WeightSlot.trainable("kernel", "recurrent_kernel");
  }

  @Override
  public List<StoredGroup> stored(KerasLayer layer) {
    return List.of(StoredGroup.part("", slots(layer), "cell"));
  }

  @Override
  public List<Value> apply(LayerCall call) {
    LayerConfig config = call.config();
    if (config.flag("stateful", false)) {
      throw call.error("is stateful: a frozen graph forgets between clips");
    }
    if (config.flag("time_major", false)) {
      throw call.error("is time-major");
    }
    Value x = call.inputs().get(0);
    if (x.rank() != 3) {
      throw call.error("takes three dimensions, not " + x.rank());
    }
    if (x.dim(0) != 1) {
      return sampleBySample(call, x);
    }
    CellContext context = new CellContext(call, config.integer("units"), gates);
    Recurrence.Cell cell = cells.apply(context);
    Value steps = context.inputProducts(x);
    IrNode node =
        call.graph()
            .recurrence(
                steps,
                initial(call, cell),
                new Recurrence(cell, config.flag("go_backwards", false)));
    return outputs(call, node);
  }

  private static List<Value> outputs(LayerCall call, IrNode node) {
    List<Value> outputs = new ArrayList<>();
    boolean sequences = call.config().flag("return_sequences", false);
    outputs.add(node.output(sequences ? 0 : 1));
    if (call.config().flag("return_state", false)) {
      outputs.addAll(node.outputs().subList(1, node.outputs().size()));
    }
    return outputs;
  }

  /** Zeros, or what the layer is called with behind its first input. */
  private static List<Value> initial(LayerCall call, Recurrence.Cell cell) {
    IrBuilder graph = call.graph();
    int[] sizes = cell.stateSizes();
    List<Value> states = new ArrayList<>();
    if (call.inputs().size() == 1) {
      for (int size : sizes) {
        states.add(graph.constant("zeros", Literal.of(new float[size], 1, size)));
      }
      return states;
    }
    states.addAll(call.inputs().subList(1, call.inputs().size()));
    if (states.size() != sizes.length) {
      throw call.error("has " + sizes.length + " states, but is called with " + states.size());
    }
    for (int i = 0; i < sizes.length; i++) {
      if (!states.get(i).hasShape(1, sizes[i])) {
        throw call.error("is called with a state of another size");
      }
    }
    return states;
  }

  /** Inside TimeDistributed the batch is a sequence: each of its elements is run by itself. */
  private List<Value> sampleBySample(LayerCall call, Value x) {
    if (call.inputs().size() > 1) {
      throw call.error("has initial states inside TimeDistributed");
    }
    ArrayOps arrays = call.graph().arrays();
    List<List<Value>> results = new ArrayList<>();
    for (Value sample : arrays.split(x, 0, x.dim(0))) {
      results.add(
          apply(new LayerCall(call.layer(), call.weights(), List.of(sample), call.context())));
    }
    List<Value> joined = new ArrayList<>();
    for (int i = 0; i < results.get(0).size(); i++) {
      int output = i;
      joined.add(arrays.concat(results.stream().map(r -> r.get(output)).toList(), 0));
    }
    return joined;
  }
}
