package io.kwsbench.formats.shared;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.Ending;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.RecurrentForm;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.StaticPart;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The two ends of every imported graph: its inputs, and how it is written. */
public final class ImportedGraph {
  private static final int MAX_NAME = 200;
  private static final String NEXT = "_next";

  private ImportedGraph() {}

  /** An input that is fed. */
  public static Value input(IrBuilder graph, String name, DType type, int... dims) {
    Attrs attrs = Attrs.NONE.type("dtype", type).flag(MetadataAttributes.MARK, true);
    long[] shape = Arrays.stream(dims).asLongStream().toArray();
    IrNode node =
        graph.node("Placeholder", tensorFlowName(name), List.of(), attrs.shape("shape", shape));
    graph.keep(node);
    return graph.output(node, type, dims);
  }

  /**
   * A tensor that a run hands to the next.
   *
   * @param input a placeholder
   * @param next what the next run is to find there
   * @param initial elements that the first run finds
   */
  public record Carried(Value input, Value next, double[] initial) {}

  /**
   * The ends of a graph.
   *
   * @param output the model's answer
   * @param name of the node that gives it
   * @param carried further outputs, which are the next run's inputs
   */
  public record Outputs(Value output, String name, List<Carried> carried) {}

  /** The graph made cheaper, with its output named, as a GraphDef. */
  public static byte[] write(IrBuilder graph, Value output, String name, ModelMetadata metadata) {
    return write(graph, new Outputs(output, name, List.of()), metadata);
  }

  /** The same of a graph that also hands tensors from run to run. */
  public static byte[] write(IrBuilder graph, Outputs outputs, ModelMetadata metadata) {
    graph.setScope("");
    List<Value> ends = new ArrayList<>(List.of(outputs.output()));
    outputs.carried().forEach(carried -> ends.add(carried.next()));
    IrGraph literal = graph.build(StaticPart.join(graph, ends));
    IrGraph cheap = GraphPassRunner.settled(literal, GraphPassCatalog.CHEAPER);
    List<CarriedTensor> states = new ArrayList<>();
    IrGraph ended = Ending.append(cheap, (end, value) -> named(end, value, outputs, states));
    IrGraph complete = GraphPassCatalog.recurrences(RecurrentForm.AUTO).apply(ended);
    return GraphDefWriter.write(complete, CarriedTensor.write(metadata, states));
  }

  /** Names all ends, and lists those that go on in the next run. */
  private static Value named(
      IrBuilder graph, Value ends, Outputs outputs, List<CarriedTensor> states) {
    List<Value> values = ends.node().inputs();
    Value output = named(graph, values.get(0), outputs.name());
    for (int i = 0; i < outputs.carried().size(); i++) {
      Carried carried = outputs.carried().get(i);
      String input = carried.input().node().name();
      Value next = named(graph, values.get(i + 1), input + NEXT);
      graph.keep(next.node());
      states.add(CarriedTensor.of(tensor(input), tensor(next.node().name()), carried.initial()));
    }
    return output;
  }

  private static String tensor(String node) {
    return new TensorName(node, 0).toString();
  }

  /** An output under the name that the model has for it. */
  public record Output(String name, Value value) {}

  /**
   * The graph made cheaper, with all its outputs in their order.
   *
   * @param source what messages call it
   */
  public static FrozenGraph write(
      IrBuilder graph, List<Output> outputs, ModelMetadata metadata, String source) {
    Output first = outputs.get(0);
    if (outputs.size() == 1) {
      return FrozenGraph.parse(write(graph, first.value(), first.name(), metadata), source);
    }
    graph.setScope("");
    List<Value> ends = outputs.stream().map(one -> named(graph, one.value(), one.name())).toList();
    ends.forEach(end -> graph.keep(end.node()));
    IrGraph cheap = GraphPassRunner.settled(graph.build(ends.get(0)), GraphPassCatalog.CHEAPER);
    IrGraph complete = GraphPassCatalog.recurrences(RecurrentForm.AUTO).apply(cheap);
    byte[] written = GraphDefWriter.write(ordered(complete, ends), metadata);
    FrozenGraph read = FrozenGraph.parse(written, source);
    for (Value end : ends) {
      TensorName name = TensorName.parse(end.node().name());
      if (read.node(name.node()).filter(node -> node.op().equals("Identity")).isEmpty()) {
        throw new KwsException("its output " + name + " depends on no input");
      }
      read = FrozenGraph.parse(read.withMetadata(name, metadata).toByteArray(), source);
    }
    return read;
  }

  /** The graph with its ends last, in their order: a graph's outputs have that of its nodes. */
  private static IrGraph ordered(IrGraph graph, List<Value> ends) {
    List<String> names = ends.stream().map(end -> end.node().name()).toList();
    List<IrNode> nodes = new ArrayList<>(graph.nodes());
    nodes.sort(Comparator.comparingInt(node -> names.indexOf(node.name())));
    return new IrGraph(nodes, graph.output(), graph.kept());
  }

  private static Value named(IrBuilder graph, Value value, String name) {
    IrNode node =
        graph.node("Identity", tensorFlowName(name), List.of(value), Attrs.ofType(value.type()));
    return graph.output(node, value.type(), value.shape());
  }

  /** The name with what TensorFlow does not allow in one replaced. */
  public static String tensorFlowName(String name) {
    String allowed = name.replaceAll("[^A-Za-z0-9_.\\\\/>-]", "_").replaceAll("^/+|/+$", "");
    if (allowed.length() > MAX_NAME) {
      allowed = allowed.substring(0, MAX_NAME);
    }
    return allowed.isEmpty() || !allowed.substring(0, 1).matches("[A-Za-z0-9.]")
        ? "n" + allowed
        : allowed;
  }
}
