package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.files.OutputFile;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.keras.freeze.FrozenFile;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes a model of another format as a frozen graph.
 *
 * @param reading how the model becomes a graph
 * @param labels a file of class names; empty for those that the model or its folder has
 * @param force whether a file that freeze did not write may be overwritten
 * @param limited whether the challenge's limit is of interest
 */
record ImportedFreeze(
    String model,
    ModelReading reading,
    String labels,
    String frozen,
    boolean force,
    boolean limited) {
  /** Imports, writes and reports; returns the size of the graph in bytes. */
  int run(CliContext context) {
    Path source = TypedPath.of(model);
    Path target = TypedPath.of(frozen);
    OutputFile.require(target, List.of(source));
    FrozenFile.requireWritable(target, force);
    FrozenGraph graph = ModelReader.load(source, reading);
    if (graph.inputs().isEmpty()) {
      throw new KwsException(model + ": its output depends on no input");
    }
    TensorName output = graph.outputs().get(0);
    ModelMetadata metadata = graph.metadata(output).withLabels(names(graph, output, context));
    byte[] bytes = graph.withMetadata(output, metadata).toByteArray();
    FrozenFile.write(target, bytes);
    ListeningNotes.improbable(graph, output, frozen).ifPresent(context::warn);
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
    metadata
        .frontEnd()
        .ifPresent(text -> context.out().println("front end  " + Printable.of(text)));
    WrittenGraph.report(context, frozen, bytes.length, limited);
    return bytes.length;
  }

  private List<String> names(FrozenGraph graph, TensorName output, CliContext context) {
    OptionalLong size = GraphShapes.of(graph, graph.inputs()).info(output).shape().elements();
    return ModelLabels.choose(
            ClassNames.given(labels),
            new ModelLabels(graph.metadata(output).labels(), model),
            Optional.of(TypedPath.of(model)),
            size.isPresent() ? OptionalInt.of((int) size.getAsLong()) : OptionalInt.empty(),
            context::warn)
        .names();
  }
}
