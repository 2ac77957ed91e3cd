package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.CheckpointLabels;
import io.kwsbench.cli.options.FrontEndFlag;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.cli.options.ReadingFlags;
import io.kwsbench.files.OutputFile;
import io.kwsbench.files.TextFile;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.freeze.ClassMapping;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.keras.freeze.FrozenFile;
import io.kwsbench.keras.freeze.FrozenModel;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a model of another format into a frozen graph. */
@FlagGroup("output")
public final class FreezeCommand implements Command {
  private static final Map<FileFormat, String> IMPORTED =
      Map.of(
          FileFormat.ONNX, "an ONNX model",
          FileFormat.TFLITE, "a TensorFlow Lite model",
          FileFormat.KERAS_ZIP, "a .keras archive",
          FileFormat.HDF5,
              "a Keras model that is imported as it is; --checkpoint makes a graph for clips",
          FileFormat.SAVED_MODEL, "a SavedModel",
          FileFormat.SAVED_MODEL_FOLDER, "a SavedModel");

  private static final Set<String> IMPORTS =
      Set.of("--signature", "--front_end", "--labels", "--frozen_path", "--force", "--gate");

  @Parameter(description = "FILE.keras|FILE.h5|FILE.onnx|FILE.tflite|FOLDER")
  @PathFlag(PathFlag.Use.READ)
  private List<String> models = new ArrayList<>();

  private Optional<FileFormat> format = Optional.empty();

  @ParametersDelegate private final FreezeFlags flags = new FreezeFlags();
  @ParametersDelegate private final ClassFlags classFlags = new ClassFlags();
  @ParametersDelegate private final ListeningFlags listening = new ListeningFlags();

  @Parameter(
      names = "--check",
      order = 30,
      description =
          "clip, or folder of clips, for which to print the frozen graph's top classes;"
              + " default: none")
  @PathFlag(PathFlag.Use.READ)
  private String check = "";

  @ParametersDelegate private final ReadingFlags reading = new ReadingFlags();

  @Parameter(
      names = "--labels",
      order = 2,
      description =
          "text file with one class name per line, which the frozen graph will contain; not for"
              + " a checkpoint; default: the names stored in the model, or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labelsFile = "";

  @Parameter(
      names = "--force",
      arity = 1,
      order = 40,
      description = "overwrite a file that freeze did not write")
  private boolean force;

  @Parameter(
      names = "--gate",
      arity = 1,
      order = 41,
      description =
          "exit with code 4 if the graph has 5,000,000 bytes or more, the challenge's limit")
  private boolean gate;

  @Override
  public String name() {
    return "freeze";
  }

  @Override
  public String summary() {
    return "Turns a Keras, ONNX or TensorFlow Lite model or a SavedModel into a frozen graph.";
  }

  @Override
  public String example() {
    return "freeze --checkpoint run/ep-008-vl-0.2397.hdf5 --out frozen.pb";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.GATE_FAILED);
  }

  @Override
  public String synopsis() {
    return "FILE.keras|FILE.h5|FILE.onnx|FILE.tflite|FOLDER [flags]";
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    this.flags.front().check(typed);
    if (models.size() > 1 || models.size() == 1 && typed.has("--checkpoint")) {
      throw new ParameterException("freeze takes one model");
    }
    if (models.isEmpty()) {
      requireNoImport();
      return;
    }
    String model = models.get(0);
    format = ModelReader.format(TypedPath.of(model));
    boolean ofClips = isHdf5() && CheckpointLabels.isTrained(TypedPath.of(model));
    String kind = ofClips ? "" : format.map(IMPORTED::get).orElse("");
    if (kind.isEmpty() && !ofClips && typed.has(FrontEndFlag.NAME)) {
      kind = "a frozen graph";
    }
    if (kind.isEmpty()) {
      requireNoImport();
      this.flags.checkpoint = model;
    } else {
      typed.allow(kind, IMPORTS);
    }
  }

  private boolean isHdf5() {
    return format.equals(Optional.of(FileFormat.HDF5));
  }

  /** A graph of such a name would be taken for a compiled model everywhere. */
  private void requireGraphName() {
    if (Plan.isNamed(TypedPath.of(flags.frozen))) {
      throw new ParameterException(
          flags.frozen
              + ": freeze writes a frozen graph (.pb); compile writes a compiled model (.kws)");
    }
  }

  private void requireNoImport() {
    reading.requireUnset("does not apply to a checkpoint");
    if (!labelsFile.isEmpty()) {
      throw new ParameterException(
          "--labels does not apply to a checkpoint: --words names its classes");
    }
  }

  @Override
  public ExitCode run(CliContext context) {
    requireGraphName();
    if (flags.checkpoint.isEmpty()) {
      if (models.isEmpty()) {
        throw new ParameterException(
            "freeze needs a model: .keras, .h5, .onnx, .tflite or a SavedModel");
      }
      ImportedFreeze imported =
          new ImportedFreeze(
              models.get(0), reading.reading(), labelsFile, flags.frozen, force, gate);
      int bytes = imported.run(context);
      if (isHdf5() && !reading.reading().hasFrontEnd()) {
        context.warn(
            models.get(0)
                + ": imported as it is: no WAV input; --checkpoint makes a graph for clips");
      }
      return verdict(context, bytes);
    }
    FreezeOptions options = flags.options();
    Path target = TypedPath.of(flags.frozen);
    Path source = TypedPath.of(flags.checkpoint);
    OutputFile.require(target, List.of(source, TypedPath.of(flags.architecture)));
    FrozenFile.requireWritable(target, force);
    KerasCheckpoint checkpoint = CheckpointLabels.read(source);
    checkpoint.notices().forEach(context::warn);
    ModelLabels labels =
        classFlags.labels(new ModelLabels(checkpoint.metadata().labels(), flags.checkpoint));
    Optional<ClassMapping> mapping = classFlags.mapping(labels);
    checkpoint = checkpoint.withMetadata(metadata(checkpoint, labels, mapping));
    if (mapping.isPresent()) {
      options = options.withMapping(mapping.get());
    }
    FrozenModel model =
        flags.architecture.isEmpty()
            ? Freezer.freeze(checkpoint, ownArchitecture(checkpoint), flags.checkpoint, options)
            : Freezer.freeze(checkpoint, givenArchitecture(), bothSources(), options);
    FrozenFile.write(target, model.graph());
    report(context, checkpoint, model);
    if (!check.isEmpty()) {
      List<String> known = model.metadata().labels();
      List<String> names = known.isEmpty() ? classFlags.guess(model.classes()) : known;
      new FrozenCheck(flags, names).run(check, context);
    }
    return verdict(context, model.graph().length);
  }

  private ModelMetadata metadata(
      KerasCheckpoint checkpoint, ModelLabels labels, Optional<ClassMapping> mapping) {
    List<String> frozen =
        labels.known() && mapping.isPresent() ? mapping.get().of(labels.names()) : labels.names();
    return listening.into(checkpoint.metadata().withLabels(labels.names()), frozen);
  }

  private String ownArchitecture(KerasCheckpoint checkpoint) {
    return checkpoint
        .modelConfig()
        .orElseThrow(
            () ->
                new KwsException(
                    flags.checkpoint
                        + ": contains only weights (no model_config): give the model's JSON with"
                        + " --architecture"));
  }

  /** The configuration in the file of {@code --architecture}; messages name the flag. */
  private KerasModel givenArchitecture() {
    try {
      String json = TextFile.read(TypedPath.of(flags.architecture));
      return KerasModel.parse(json, flags.architecture);
    } catch (KwsException e) {
      throw new KwsException("--architecture " + e.getMessage(), e);
    }
  }

  private String bothSources() {
    return flags.checkpoint + " with " + flags.architecture;
  }

  private void report(CliContext context, KerasCheckpoint checkpoint, FrozenModel model) {
    boolean own = CheckpointLabels.isTrained(TypedPath.of(flags.checkpoint));
    Optional<String> version = checkpoint.kerasVersion();
    context
        .out()
        .printf(
            Locale.ROOT,
            "model      %s: %d layers, %,d weights%s%n",
            model.name(),
            model.layers(),
            model.weights(),
            own ? ", trained by kwsbench" : version.map(v -> ", Keras " + v).orElse(""));
    context
        .out()
        .printf(
            Locale.ROOT,
            "graph      %s: %d nodes, %d classes%n",
            flags.frozen,
            model.nodes(),
            model.classes());
    if (!model.metadata().labels().isEmpty()) {
      context
          .out()
          .println("labels     " + Printable.of(String.join(" ", model.metadata().labels())));
    }
    WrittenGraph.report(context, flags.frozen, model.graph().length, gate);
  }

  private ExitCode verdict(CliContext context, int bytes) {
    if (!gate || bytes < ChallengeGraph.SIZE_LIMIT) {
      return ExitCode.DONE;
    }
    context.warn(
        String.format(
            Locale.ROOT,
            "%s: has %,d bytes, but the challenge's limit is under %,d bytes",
            flags.frozen,
            bytes,
            ChallengeGraph.SIZE_LIMIT));
    return ExitCode.GATE_FAILED;
  }
}
