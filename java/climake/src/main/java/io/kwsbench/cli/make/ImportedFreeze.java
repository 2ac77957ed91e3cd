package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.files.OutputFile;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.freeze.FrozenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes a model of another format as a frozen graph.
 *
 * @param signature of a SavedModel; empty for its default
 * @param force whether a file that freeze did not write may be overwritten
 * @param limited whether the challenge's limit is of interest
 */
record ImportedFreeze(
    String model, String signature, String frozen, boolean force, boolean limited) {
  /** Imports, writes and reports; returns the size of the graph in bytes. */
  int run(CliContext context) {
    Path source = TypedPath.of(model);
    Path target = TypedPath.of(frozen);
    OutputFile.require(target, List.of(source));
    FrozenFile.requireWritable(target, force);
    FrozenGraph graph = ModelReader.load(source, signature);
    if (graph.inputs().isEmpty()) {
      throw new KwsException(model + ": its output depends on no input");
    }
    byte[] bytes = graph.toBytes();
    FrozenFile.write(target, bytes);
    context.out().printf("model      %s%n", model);
    context
        .out()
        .printf(
            Locale.ROOT,
            "graph      %s: %d nodes, %s -> %s%n",
            frozen,
            graph.nodes().size(),
            graph.inputs().get(0),
            graph.outputs().get(0));
    WrittenGraph.report(context, frozen, bytes.length, limited);
    return bytes.length;
  }
}
