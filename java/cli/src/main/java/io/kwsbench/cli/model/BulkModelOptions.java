package io.kwsbench.cli.model;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.LambdaNamesFlag;
import io.kwsbench.cli.options.ReadingFlags;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.keras.freeze.FrozenModel;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.LabelSet;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelReading;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Flags for a model that processes clips, and for the names of its classes. */
@FlagGroup("model")
public final class BulkModelOptions {
  @Parameter(
      names = "--graph",
      order = 1,
      description =
          "frozen graph (.pb), other model (.onnx, .tflite, .keras, .h5), SavedModel (its folder)"
              + " or compiled model (.kws); required unless --checkpoint is given")
  @PathFlag(PathFlag.Use.READ)
  private String graph = "";

  @ParametersDelegate private final ReadingFlags readingFlags = new ReadingFlags();

  @Parameter(
      names = "--checkpoint",
      order = 1,
      description = "Keras checkpoint of a whole model; required unless --graph is given")
  @PathFlag(PathFlag.Use.READ)
  private String checkpoint = "";

  @Parameter(
      names = "--labels",
      order = 3,
      description =
          "text file with one class name per line; default: the names stored in the model,"
              + " or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labels = "";

  @ParametersDelegate private final LambdaNamesFlag lambdaNames = new LambdaNamesFlag();

  /**
   * Loads the model.
   *
   * @param options how a checkpoint is frozen first
   * @throws ParameterException when none is given, or an engine that does not run it
   */
  public ClipModel open(BulkEngine engine, FreezeOptions options) {
    if (PlanFile.isNamed(graph)) {
      requireOneModel();
      Path file = TypedPath.of(graph);
      ModelReading reading = readingFlags.reading();
      return engine.choice(ModelSource.of(file, reading)).open(one -> ClipModel.open(one, file));
    }
    FrozenGraph model = graph(options);
    return engine.choice(new ModelSource.Graph(model)).open(one -> new ClipModel(one, model));
  }

  /**
   * Reads the model's graph.
   *
   * @param options how a checkpoint is frozen first
   * @throws ParameterException when none is given
   * @throws KwsException when it is a compiled model, which has no graph
   */
  public FrozenGraph graph(FreezeOptions options) {
    requireOneModel();
    if (isCheckpoint()) {
      return frozen(TypedPath.of(checkpoint), lambdaNames.in(options));
    }
    if (PlanFile.isNamed(graph)) {
      throw new KwsException(
          graph + ": a compiled model has no graph: give the model that it was compiled from");
    }
    return ModelReader.load(TypedPath.of(graph), readingFlags.reading());
  }

  private void requireOneModel() {
    if (graph.isEmpty() == checkpoint.isEmpty()) {
      throw new ParameterException("give either --graph or --checkpoint");
    }
    if (isCheckpoint()) {
      readingFlags.requireUnset("needs --graph");
    } else {
      lambdaNames.requireUnset();
    }
  }

  /** The file of the model that is given. */
  public Path file() {
    return TypedPath.of(graph.isEmpty() ? checkpoint : graph);
  }

  /** Returns whether a checkpoint is given, which is frozen before it is run. */
  public boolean isCheckpoint() {
    return !checkpoint.isEmpty();
  }

  private static FrozenGraph frozen(Path file, FreezeOptions options) {
    String source = file.toString();
    FrozenModel frozen = Freezer.freeze(CheckpointLabels.read(file), source, options);
    return FrozenGraph.parse(frozen.graph(), source);
  }

  /**
   * The names of the model's classes, if they are known.
   *
   * @throws KwsException when two who know contradict each other, or the model
   */
  public ModelLabels known(ClipModel model, CliContext context) {
    return ModelLabels.choose(
        ClassNames.given(labels),
        model.labels(),
        Optional.of(file()),
        OptionalInt.of(model.classes()),
        context::warn);
  }

  /**
   * The names of the model's classes; for an unnamed model the challenge's 12 or 32, with a
   * warning.
   */
  public LabelSet labels(ClipModel model, CliContext context) {
    ModelLabels known = known(model, context);
    if (known.known()) {
      return new LabelSet(known.names());
    }
    LabelSet original = forOutputs(model);
    context.warn(
        model.source()
            + ": does not name its classes; assuming the challenge's "
            + original.size()
            + ": "
            + String.join(" ", original.names())
            + " (--labels FILE names others)");
    return original;
  }

  private static LabelSet forOutputs(ClipModel model) {
    try {
      return LabelSet.forOutputs(model.classes());
    } catch (KwsException e) {
      throw new KwsException(
          model.source()
              + ": names none of its "
              + model.classes()
              + " classes: give a file of names with --labels",
          e);
    }
  }
}
