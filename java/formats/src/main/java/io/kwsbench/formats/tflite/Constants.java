package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The tensors whose values stand in the file, each read once however often a loop takes it. */
final class Constants {
  private final IrBuilder graph;
  private final Reads reads;
  private final Map<TfliteTensor, Value> known = new IdentityHashMap<>();

  Constants(IrBuilder graph, Reads reads) {
    this.graph = graph;
    this.reads = reads;
  }

  /** The tensor as a constant; empty where something must compute it. */
  Optional<Value> find(TfliteTensor tensor) {
    boolean empty = Dims.elements(tensor.dims()) == 0;
    boolean constant = tensor.data().limit() > 0 || tensor.isZeroAtFirst() || empty;
    if (!constant) {
      return Optional.empty();
    }
    Value seen = known.get(tensor);
    if (seen == null) {
      seen = read(tensor);
      known.put(tensor, seen);
    }
    return Optional.of(seen);
  }

  private Value read(TfliteTensor tensor) {
    reads.spend(tensor.data().limit());
    graph.setScope("");
    String name = ImportedGraph.tensorFlowName(tensor.shortName());
    if (tensor.isZeroAtFirst()) {
      int size = Dims.elements(tensor.dims());
      reads.spend(4L * size);
      return graph.constant(name, Literal.of(new float[size], tensor.dims()));
    }
    return graph.constant(name, tensor.literal());
  }
}
