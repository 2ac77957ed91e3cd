package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.advice.Cures;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Version;
import io.kwsbench.cli.options.FrontEndFlag;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.EnvironmentProbe;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.report.render.Format;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.EngineCases;
import io.kwsbench.suite.report.SideBySideReport;
import io.kwsbench.suite.result.SideBySide;
import io.kwsbench.suite.run.SideBySideRun;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SyntheticClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs models of any kind interleaved and prints them side by side. */
public final class CompareCommand implements Command {
  private static final int MAX_THREADS = 64;
  private static final Set<FileFormat> SAVED_MODELS =
      Set.of(FileFormat.SAVED_MODEL, FileFormat.SAVED_MODEL_FOLDER);

  @Parameter(description = "MODEL.pb|.kws|.onnx|.tflite")
  @PathFlag(PathFlag.Use.READ)
  private List<String> models = new ArrayList<>();

  @Parameter(
      names = "--signature",
      order = 19,
      description =
          "name of the signature of the SavedModels among the models; default: serving_default, or"
              + " the only one")
  private String signature = "";

  @Parameter(names = FrontEndFlag.NAME, order = 19, description = FrontEndFlag.DESCRIPTION)
  @Choices({"mfcc", "log_mel", "spectrogram", "micro", "none"})
  private String frontEnd = "";

  @Parameter(
      names = "--engine",
      order = 20,
      description =
          "engines for frozen graphs, comma-separated: native, tensorflow, or both;"
              + " default: native, or tensorflow for graphs that native does not support")
  @Choices(
      value = {"native", "tensorflow", "both"},
      list = true)
  private String engine = "";

  @Parameter(names = "--num_threads", order = 21, description = "number of threads per run")
  private int threads = 1;

  @Parameter(
      names = "--library",
      order = 22,
      description =
          "libkwsbench.so of another build, on which the native engine's models run too;"
              + " may be repeated; default: none")
  @PathFlag(PathFlag.Use.READ)
  private List<String> libraries = new ArrayList<>();

  @Parameter(
      names = "--input_wav",
      order = 30,
      description = "WAV file, or folder of WAV files, to feed in turn; default: the embedded clip")
  @PathFlag(PathFlag.Use.READ)
  private String inputWav = "";

  @Parameter(
      names = "--zeros",
      arity = 1,
      order = 31,
      description =
          "feed zeros instead of clips, for models without audio input; outputs are not"
              + " compared")
  private boolean zeros;

  @Parameter(names = "--max_time", order = 11, description = "maximum seconds for all rounds")
  private double maxTime = 10;

  @Parameter(
      names = "--seed",
      order = 32,
      description = "seed of the random order within each round")
  private long seed = 1;

  @Parameter(
      names = "--format",
      order = 60,
      description = "report format: text, markdown, csv, json or html")
  @Choices({"text", "markdown", "csv", "json", "html"})
  private String format = "text";

  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String summary() {
    return "Runs models of several engines in turn and compares their times, outputs and sizes.";
  }

  @Override
  public String example() {
    return "compare a.pb b.tflite --input_wav clips/ --format markdown";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "MODEL... [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    Format writer = ReportFormat.of(format, SideBySideReport.FORMATS);
    check();
    if (!inputWav.isEmpty() || zeros) {
      Optional<Path> input = zeros ? Optional.empty() : Optional.of(TypedPath.of(inputWav));
      return compare(writer, input, zeros ? "zeros" : inputWav, context);
    }
    try {
      Path clip = Files.createTempFile("kwsbench", ".wav");
      try {
        WavWriter.write(clip, SyntheticClip.of(1));
        return compare(writer, Optional.of(clip), "the embedded clip", context);
      } finally {
        Files.deleteIfExists(clip);
      }
    } catch (IOException e) {
      throw new KwsException(
          "cannot create a temporary file for the embedded clip: " + e.getMessage(), e);
    }
  }

  private void check() {
    FrontEndFlag.require(frontEnd);
    if (models.isEmpty()) {
      throw new ParameterException("compare needs one or more model files");
    }
    if (zeros && !inputWav.isEmpty()) {
      throw new ParameterException("--input_wav and --zeros: feed either clips or zeros");
    }
    boolean runsCompiled =
        engine.equals("native")
            && models.stream().anyMatch(m -> ModelFormat.of(m) == ModelFormat.COMPILED);
    if (!engine.isEmpty()
        && !runsCompiled
        && models.stream().noneMatch(m -> isGraph(TypedPath.of(m)))) {
      throw new ParameterException("--engine has no effect: none of the models is a frozen graph");
    }
    if (threads < 1 || threads > MAX_THREADS || !(maxTime > 0 && maxTime <= 1e6)) {
      throw new ParameterException(
          "--num_threads must be from 1 to " + MAX_THREADS + ", and --max_time above 0");
    }
  }

  /** A front end makes a graph of a model. */
  private boolean isGraph(Path model) {
    return ModelFormat.of(model) == ModelFormat.FROZEN_GRAPH || reading(model).hasFrontEnd();
  }

  private ExitCode compare(Format writer, Optional<Path> input, String fed, CliContext context) {
    List<SuiteCase> all = cases(input);
    List<SuiteCase> cases = running(all, context);
    if (!zeros) {
      new ComparedLabels(context).require(cases);
    }
    Suite suite = new Suite("compare", seed, maxTime, Suite.DEFAULT_ALPHA, cases);
    EnvironmentProbe probe = new EnvironmentProbe();
    long start = System.nanoTime();
    SideBySideRun run;
    List<SideBySide.Entry> entries;
    boolean opsShown = writer == Format.JSON || writer == Format.HTML;
    try (SuiteProgress progress = new SuiteProgress(context)) {
      run =
          new SideBySideRun(
              suite,
              new EngineCases().suiting(cases),
              progress,
              context.interrupted(),
              System::nanoTime);
      entries = run.entries(opsShown);
    }
    Environment environment = environment(probe, entries, context);
    boolean interrupted = context.interrupted().getAsBoolean();
    SideBySide result =
        new SideBySide(
            environment,
            MeasurementWarning.about(environment, Cures.COMPARE),
            fed,
            run.rounds(),
            (System.nanoTime() - start) / 1e9,
            interrupted,
            entries);
    ResultFile.deliver(writer.render(SideBySideReport.of(result)), outputFlags.out, context);
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return cases.size() < all.size() ? ExitCode.BAD_INPUT : ExitCode.DONE;
  }

  /** The cases that run, so that one runtime's refusal does not cost the others' figures. */
  private static List<SuiteCase> running(List<SuiteCase> cases, CliContext context) {
    EngineCases loader = new EngineCases().suiting(cases);
    List<SuiteCase> running = new ArrayList<>();
    List<KwsException> refusals = new ArrayList<>();
    for (SuiteCase one : cases) {
      try {
        loader.load(one).close();
        running.add(one);
      } catch (KwsException e) {
        refusals.add(new KwsException(one.name() + ": left out: " + e.getMessage(), e));
      }
    }
    if (running.isEmpty()) {
      throw (KwsException) refusals.get(0).getCause();
    }
    refusals.forEach(refusal -> context.warn(OneLine.of(refusal.getMessage())));
    return running;
  }

  private Environment environment(
      EnvironmentProbe probe, List<SideBySide.Entry> entries, CliContext context) {
    String engines =
        String.join(", ", entries.stream().map(SideBySide.Entry::engine).distinct().toList());
    return probe.finish(
        context.commandLine(), new EnvironmentProbe.Ran(engines, "", threads, Version.current()));
  }

  private List<SuiteCase> cases(Optional<Path> input) {
    String named = engine.equals("both") ? "native,tensorflow" : engine;
    List<String> engines = List.of(named.split(","));
    List<SuiteCase> cases = new ArrayList<>();
    for (String model : models) {
      Path file = TypedPath.of(model);
      Optional<FileFormat> content = FileFormat.of(file);
      if (!content.filter(FileFormat.SAVED_MODEL_FOLDER::equals).isPresent()
          && !Files.isRegularFile(file)) {
        throw new KwsException(file + ": " + (Files.exists(file) ? "not a file" : "no such file"));
      }
      ModelFormat format = ModelFormat.of(file);
      boolean foreign = !isGraph(file);
      for (String one : foreign ? List.of("") : engines) {
        String label = foreign || engines.size() == 1 ? "" : " (" + one + ")";
        cases.add(one(cases, file, one.strip(), label, input, Optional.empty()));
      }
      boolean ours = !foreign || format == ModelFormat.COMPILED;
      for (String library : ours ? libraries : List.<String>of()) {
        Optional<Path> build = Optional.of(TypedPath.of(library));
        cases.add(one(cases, file, "native", " (" + library + ")", input, build));
      }
    }
    if (!libraries.isEmpty() && cases.stream().allMatch(c -> c.library().isEmpty())) {
      throw new ParameterException(
          "--library has no effect: the native engine runs none of the models");
    }
    if (!signature.isEmpty() && cases.stream().allMatch(c -> c.reading().signature().isEmpty())) {
      throw new ParameterException("--signature has no effect: none of the models is a SavedModel");
    }
    if (!frontEnd.isEmpty() && cases.stream().noneMatch(c -> c.reading().hasFrontEnd())) {
      throw new ParameterException(
          FrontEndFlag.NAME + " has no effect: all of the models are compiled");
    }
    return cases;
  }

  private ModelReading reading(Path file) {
    boolean signed = FileFormat.of(file).filter(SAVED_MODELS::contains).isPresent();
    boolean compiled = ModelFormat.of(file) == ModelFormat.COMPILED;
    return new ModelReading(signed ? signature : "", compiled ? "" : frontEnd);
  }

  private SuiteCase one(
      List<SuiteCase> before,
      Path file,
      String engineName,
      String label,
      Optional<Path> input,
      Optional<Path> library) {
    String plain = file.getFileName() + label;
    long same =
        before.stream().filter(c -> c.name().replaceFirst(" #\\d+$", "").equals(plain)).count();
    String name = same == 0 ? plain : plain + " #" + (same + 1);
    return new SuiteCase(
        name,
        file,
        reading(file),
        engineName,
        threads,
        input,
        Optional.empty(),
        library,
        List.of());
  }
}
