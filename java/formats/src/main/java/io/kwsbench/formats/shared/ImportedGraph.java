package io.kwsbench.formats.shared;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.Ending;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.RecurrentForm;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;

/** The two ends of every imported graph: its inputs, and how it is written. */
public final class ImportedGraph {
  private static final int MAX_NAME = 200;

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

  /** The graph made cheaper, with its output named, as a GraphDef. */
  public static byte[] write(IrBuilder graph, Value output, String name, ModelMetadata metadata) {
    graph.setScope("");
    IrGraph literal = graph.build(output);
    IrGraph cheap = GraphPassRunner.settled(literal, GraphPassCatalog.CHEAPER);
    IrGraph ended = Ending.append(cheap, (builder, value) -> named(builder, value, name));
    IrGraph complete = GraphPassCatalog.recurrences(RecurrentForm.AUTO).apply(ended);
    return GraphDefWriter.write(complete, metadata);
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
