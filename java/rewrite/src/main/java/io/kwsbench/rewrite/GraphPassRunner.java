package io.kwsbench.rewrite;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.GraphReader;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs passes that feed each other, round after round. */
public final class GraphPassRunner {
  /** Graphs settle after three or four rounds; passes that undo each other never do. */
  private static final int MAX_ROUNDS = 100;

  private GraphPassRunner() {}

  /**
   * The graph that is left when none of the passes finds anything more to do.
   *
   * @throws IllegalStateException when they do not come to an end, which is a fault of theirs; the
   *     message names those that went on
   */
  public static IrGraph settled(IrGraph graph, List<GraphPass> passes) {
    return settled(graph, passes, Listener.NONE);
  }

  /** Hears what the passes make of a graph. */
  @FunctionalInterface
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = (pass, result) -> {};

    /** A pass has replaced something. */
    void after(GraphPass pass, GraphPass.Result result);
  }

  /** The same, and the listener hears of each look of a pass that replaced something. */
  public static IrGraph settled(IrGraph graph, List<GraphPass> passes, Listener listener) {
    IrGraph current = graph;
    Set<String> active = new LinkedHashSet<>();
    int idle = 0;
    for (int looks = 0; idle < passes.size(); looks++) {
      if (looks == MAX_ROUNDS * passes.size()) {
        throw new IllegalStateException(
            "passes do not settle in " + MAX_ROUNDS + " rounds: " + String.join(", ", active));
      }
      GraphPass pass = passes.get(looks % passes.size());
      GraphPass.Result result = pass.look(current);
      current = result.graph();
      idle++;
      active.remove(pass.name());
      if (result.replacements() > 0) {
        idle = 0;
        active.add(pass.name());
        listener.after(pass, result);
      }
    }
    return current;
  }

  /**
   * A frozen graph that passes have made cheaper: what one output needs, with the names of the
   * inputs and of the output as they are.
   *
   * @param feeds what is fed, with static shapes
   * @throws KwsException when the graph cannot be rewritten: see {@link GraphReader}
   */
  public static FrozenGraph rewritten(
      FrozenGraph graph, List<TensorSpec> feeds, TensorName output, List<GraphPass> passes) {
    return written(settled(GraphReader.read(graph, feeds, output), passes), graph, output);
  }

  /**
   * A rewritten graph as a frozen one.
   *
   * @param graph what it was read from, which has its metadata
   * @param output the output's name there
   */
  public static FrozenGraph written(IrGraph rewritten, FrozenGraph graph, TensorName output) {
    IrGraph named =
        rewritten.output().reference().equals(reference(output))
            ? rewritten
            : Ending.append(rewritten, (builder, value) -> named(builder, value, output));
    byte[] bytes = GraphDefWriter.write(named, graph.metadata(output));
    return FrozenGraph.parse(bytes, graph.source());
  }

  private static String reference(TensorName name) {
    return name.index() == 0 ? name.node() : name.toString();
  }

  private static Value named(IrBuilder graph, Value value, TensorName output) {
    IrNode node = graph.node("Identity", output.node(), List.of(value), Attrs.ofType(value.type()));
    Value same = graph.output(node, value.type(), value.shape());
    if (!same.reference().equals(reference(output))) {
      throw new KwsException(output + ": another node has taken the name of the output");
    }
    return same;
  }
}
