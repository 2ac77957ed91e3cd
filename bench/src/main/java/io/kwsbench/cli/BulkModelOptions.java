package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.freeze.FreezeOptions;
import io.kwsbench.freeze.Freezer;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.LabelSet;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which model labels clips in bulk, and what its classes are called. */
final class BulkModelOptions {
  @Parameter(names = "--graph", order = 1, description = "frozen graph")
  private String graph = "";

  @Parameter(
      names = "--checkpoint",
      order = 1,
      description = "Keras checkpoint of a whole model, in place of a graph")
  private String checkpoint = "";

  @Parameter(
      names = "--labels",
      order = 3,
      description = "file with a class's name a line; by default the original's 12 or 32")
  private String labels = "";

  /**
   * The model as a graph.
   *
   * @throws ParameterException when none is given
   */
  FrozenGraph graph() {
    if (graph.isEmpty() == checkpoint.isEmpty()) {
      throw new ParameterException("which model? give either --graph or --checkpoint");
    }
    return graph.isEmpty() ? frozen(path(checkpoint)) : FrozenGraph.load(path(graph));
  }

  private static FrozenGraph frozen(Path file) {
    KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
    String architecture =
        checkpoint
            .modelConfig()
            .orElseThrow(
                () -> new KwsException(file + ": holds weights alone, without the architecture"));
    String source = file.toString();
    byte[] graph = Freezer.freeze(checkpoint, architecture, source, FreezeOptions.DEFAULT).graph();
    return FrozenGraph.parse(graph, source);
  }

  /** The names of so many classes. */
  LabelSet labels(int classes) {
    return labels.isEmpty() ? LabelSet.forOutputs(classes) : LabelSet.read(path(labels));
  }

  /**
   * A path that was typed.
   *
   * @throws KwsException when this system has no such paths
   */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new KwsException("'" + OneLine.of(text) + "' is no path", e);
    }
  }

  /** A path that must be given. */
  static Path required(String flag, String text) {
    if (text.isEmpty()) {
      throw new ParameterException(flag + " is needed");
    }
    return path(text);
  }
}
