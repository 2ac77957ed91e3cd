package io.kwsbench.cli.model;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.workload.DefaultModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The known names of classes, otherwise {@code p0}, {@code p1}, … */
public final class ClassNames {
  private final ModelLabels known;

  private ClassNames(ModelLabels known) {
    this.known = known;
  }

  /**
   * The class names of a model: from a flag's file, from the model, or from {@code labels.txt}
   * beside it, which gives a line on stderr.
   *
   * @param file of {@code --labels}; empty without it
   * @param own what the model says
   * @param model its file, where it has one
   * @param output its shape; the number of its elements is that of the classes, where it is known
   * @throws io.kwsbench.KwsException when two of them contradict each other, or the output
   */
  static ClassNames choose(
      String file, ModelLabels own, Optional<Path> model, Shape output, CliContext context) {
    return new ClassNames(
        ModelLabels.choose(given(file), own, model, count(output), context::warn));
  }

  /** The labels of {@code --labels}. */
  public static Optional<ModelLabels> given(String file) {
    return file.isEmpty() ? Optional.empty() : Optional.of(ModelLabels.read(TypedPath.of(file)));
  }

  /** The labels in a graph's metadata; the embedded graph has a file of its own. */
  static ModelLabels own(LoadedGraph graph) {
    return graph.embedded()
        ? new ModelLabels(DefaultModel.labels(), "embedded labels")
        : own(graph.graph(), graph.outputs().get(0));
  }

  /** The labels in the metadata of a graph's output. */
  static ModelLabels own(FrozenGraph graph, TensorName output) {
    return new ModelLabels(graph.metadata(output).labels(), graph.source());
  }

  /**
   * Unknown where there are more than any list names; what runs the model refuses such an output.
   */
  private static OptionalInt count(Shape output) {
    var elements = output.elements();
    return elements.isPresent() && elements.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) elements.getAsLong())
        : OptionalInt.empty();
  }

  public boolean given() {
    return known.known();
  }

  /** The known names; empty where no one knows them. */
  public List<String> names() {
    return known.names();
  }

  /** The number of classes, if it is known. */
  public OptionalInt count() {
    return given() ? OptionalInt.of(known.names().size()) : OptionalInt.empty();
  }

  /**
   * The names of a number of classes.
   *
   * @throws io.kwsbench.KwsException when more or fewer are known
   */
  public List<String> of(int classes) {
    if (!given()) {
      return IntStream.range(0, classes).mapToObj(i -> "p" + i).toList();
    }
    known.requireCount(classes, "the graph");
    return known.names();
  }

  /** The likeliest classes of a clip. */
  public ClipPrediction heard(String clip, float[] probabilities) {
    return ClipPrediction.of(clip, of(probabilities.length), probabilities);
  }
}
