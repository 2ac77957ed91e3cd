package io.kwsbench.cli.model;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.InputFlags;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.workload.DefaultModel;
import io.kwsbench.workload.FeedLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The graph that the flags name, and how it is fed and fetched.
 *
 * @param graph the graph
 * @param layout its feeds
 * @param outputs its fetches
 * @param readNanos how long reading it took
 * @param embedded whether it is the embedded one
 */
public record LoadedGraph(
    FrozenGraph graph,
    FeedLayout layout,
    List<TensorName> outputs,
    long readNanos,
    boolean embedded) {

  /**
   * @throws io.kwsbench.KwsException when the file or a tensor cannot be used
   */
  public static LoadedGraph of(GraphOptions flags) {
    long start = System.nanoTime();
    boolean embedded = flags.graph.isEmpty();
    if (embedded) {
      flags.reading.requireUnset("needs --graph");
    }
    var requests = InputFlags.parse(flags);
    List<TensorName> wanted = InputFlags.names(flags.outputLayer);
    FrozenGraph graph =
        embedded
            ? DefaultModel.graph()
            : ModelReader.load(TypedPath.of(flags.graph), flags.reading.reading());
    long read = System.nanoTime() - start;
    wanted.forEach(graph::require);
    List<TensorName> outputs = wanted.isEmpty() ? graph.outputs() : wanted;
    if (outputs.isEmpty()) {
      throw new KwsException(graph.source() + ": no output found: name one with --output_layer");
    }
    return new LoadedGraph(graph, FeedLayout.of(graph, requests), outputs, read, embedded);
  }

  /**
   * The names of the classes of its first output, checked before anything is measured.
   *
   * @param file of {@code --labels}; empty without it
   * @throws io.kwsbench.KwsException when labels contradict each other or the output
   */
  public ClassNames labels(String file, CliContext context) {
    Shape output = GraphShapes.of(graph, layout.specs()).info(outputs.get(0)).shape();
    Optional<Path> model = embedded ? Optional.empty() : Optional.of(TypedPath.of(graph.source()));
    return ClassNames.choose(file, ClassNames.own(this), model, output, context);
  }

  /**
   * @param threads −1 or 0 lets the engine choose
   */
  public SessionOptions options(int threads) {
    return new SessionOptions(layout.specs(), outputs, Math.max(0, threads));
  }
}
