package io.kwsbench.cli.use;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.audio.Microphone;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.cli.options.AlarmBudget;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.cli.options.ReadingFlags;
import io.kwsbench.cli.use.listen.Capture;
import io.kwsbench.cli.use.listen.Execution;
import io.kwsbench.cli.use.listen.FileSound;
import io.kwsbench.cli.use.listen.ListenSession;
import io.kwsbench.cli.use.listen.MicrophoneSound;
import io.kwsbench.cli.use.listen.PcmSound;
import io.kwsbench.cli.use.listen.Printing;
import io.kwsbench.cli.use.listen.Reaction;
import io.kwsbench.cli.use.listen.ServiceFlags;
import io.kwsbench.cli.use.listen.ServiceReactions;
import io.kwsbench.cli.use.listen.Sound;
import io.kwsbench.cli.use.listen.StandardInput;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.OperatingTable;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.service.SharedModel;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.StreamOptions;
import io.kwsbench.usage.ExitCode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Prints the words that a model detects in a microphone, a pipe or files. */
public final class ListenCommand implements Command {
  private static final String STDIN = "-";

  private static final Pattern MODEL = Pattern.compile("(?i).*\\.(kws|pb|onnx|tflite|keras|h5)");

  /** Twice the highest rate of sound cards. */
  private static final int MAX_SAMPLE_RATE = 768_000;

  private static final int MAX_CHANNELS = 256;

  private final InputStream stdin;

  @FlagGroup("model")
  @Parameter(
      names = "--graph",
      order = 1,
      description =
          "compiled model (.kws), frozen graph (.pb), other model (.onnx, .tflite, .keras,"
              + " .h5) or SavedModel (its folder); required")
  @PathFlag(PathFlag.Use.READ)
  private String graph = "";

  @ParametersDelegate private final ReadingFlags reading = new ReadingFlags();

  @FlagGroup("model")
  @Parameter(
      names = "--labels",
      order = 2,
      description =
          "text file with one class name per line; default: the names stored in the model,"
              + " or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labelsFile = "";

  @FlagGroup("sound")
  @Parameter(
      names = "--device",
      order = 10,
      description = "name of the microphone, or a part of the name; default: the first microphone")
  private String device = "";

  @FlagGroup("sound")
  @Parameter(
      names = "--list_devices",
      arity = 1,
      order = 11,
      description = "print the names of the microphones and exit")
  private boolean listDevices;

  @FlagGroup("sound")
  @Parameter(
      names = "--sample_rate",
      order = 12,
      description =
          "sample rate of the microphone or of raw samples in Hz; 0 means the model's sample rate")
  @Within(min = 0, max = MAX_SAMPLE_RATE)
  private int sampleRate;

  @FlagGroup("sound")
  @Parameter(
      names = "--channels",
      order = 13,
      description =
          "number of channels of the microphone or of raw samples; the model gets the first one")
  @Within(min = 1, max = MAX_CHANNELS)
  private int channels = 1;

  @ParametersDelegate private final ServiceFlags service = new ServiceFlags();

  @ParametersDelegate private final ListeningFlags listening = new ListeningFlags();

  @FlagGroup("detection")
  @Parameter(
      names = "--budget",
      order = 53,
      description =
          "false alarms that each word may cause per hour, such as 0.5/h: uses the thresholds that"
              + " evaluate --budget measured and wrote into the model; default: the rule's"
              + " thresholds")
  private String budget = "";

  @FlagGroup("detection")
  @Parameter(
      names = "--vad",
      arity = 1,
      order = 55,
      description = "skip windows that hold background alone: they count as silence")
  private boolean vad;

  @FlagGroup("output")
  @Parameter(names = "--format", order = 60, description = "output format: text or jsonl")
  @Choices({"text", "jsonl"})
  private String format = "text";

  @FlagGroup("output")
  @Parameter(
      names = "--exec",
      order = 61,
      description =
          "program to start for each detection, without a shell; {label}, {score} and {seconds} in"
              + " its arguments are replaced; default: none")
  private String exec = "";

  @FlagGroup("output")
  @Parameter(
      names = "--capture",
      order = 62,
      description =
          "folder for the window of each detection as a WAV file, in one folder per word; default:"
              + " not written")
  @PathFlag(PathFlag.Use.FOLDER)
  private String capture = "";

  @FlagGroup("output")
  @Parameter(
      names = "--near_miss",
      order = 63,
      description =
          "probability from which --capture also keeps a word that was not detected; 1 keeps none")
  private double nearMiss = 1;

  @Parameter(description = "FILE.wav, or - for raw samples on stdin")
  @PathFlag(PathFlag.Use.READ)
  private List<String> files = new ArrayList<>();

  /** The command on the process's stdin. */
  public ListenCommand() {
    this(new StandardInput(System.in));
  }

  /** The command with another stdin. */
  public ListenCommand(InputStream stdin) {
    this.stdin = stdin;
  }

  @Override
  public String name() {
    return "listen";
  }

  @Override
  public String summary() {
    return "Prints the words that a model detects in a microphone, a pipe or files.";
  }

  @Override
  public String example() {
    return "listen --graph model.kws --rule tensorflow --threshold 0.6 talk.wav";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "--graph MODEL [flags] [FILE.wav...|-]";
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    typed.onlyWith("--capture", "--near_miss");
    if (listDevices) {
      typed.allow("--list_devices", Set.of("--list_devices"));
    }
    typed.refuse(
        typed.has("--budget"),
        "does not go with --budget: the model has thresholds for its own rule and hop",
        "--rule",
        "--threshold",
        "--hop_ms");
    service.check(typed, files);
    boolean named = !files.isEmpty();
    typed.refuse(named, "applies only to a microphone, not to files", "--device");
    typed.refuse(
        named && !files.contains(STDIN),
        "applies only to a microphone or raw samples: a WAV file stores its own",
        "--sample_rate",
        "--channels");
  }

  @Override
  public ExitCode run(CliContext context) {
    if (listDevices) {
      List<String> names = Microphone.names();
      names.forEach(context.out()::println);
      if (names.isEmpty()) {
        context.warn("Java finds no device that records");
      }
      return ExitCode.DONE;
    }
    requireUsable();
    OptionalDouble perHour = AlarmBudget.perHour(budget);
    requireModel();
    Path model = TypedPath.required("--graph", graph);
    Printing printing = Printing.of(format, context);
    ModelFormat.of(model).requireContent(model);
    try (Spotter spotter = Spotter.load(model, reading.reading())) {
      KeywordLabels labels = labels(spotter, model, context);
      DetectorRule rule =
          perHour.isPresent()
              ? within(perHour.getAsDouble(), spotter, labels, context)
              : listening.rule(spotter.rule(), labels.names());
      StreamOptions options =
          StreamOptions.DEFAULT.withRule(rule).withLabels(labels.names()).withVad(vad);
      if (listening.hopMillis().isPresent()) {
        options = options.withHopMillis(listening.hopMillis().getAsInt());
      }
      List<Reaction> reactions = reactions(printing, spotter, labels, context);
      BooleanSupplier stop = () -> context.interrupted().getAsBoolean() || printing.isUnread();
      int failed = 0;
      try {
        if (service.serves()) {
          SharedModel shared = new SharedModel(spotter, labels, options);
          service.serve(shared, new ServiceReactions(reactions, context), stop);
        } else {
          failed = hearAll(new ListenSession(spotter, options, reactions, stop), context);
        }
      } finally {
        reactions.forEach(Reaction::close);
      }
      if (context.interrupted().getAsBoolean()) {
        return ExitCode.INTERRUPTED;
      }
      return failed > 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }
  }

  private DetectorRule within(
      double perHour, Spotter spotter, KeywordLabels labels, CliContext context) {
    OperatingTable table =
        spotter
            .operatingTable()
            .orElseThrow(
                () ->
                    new KwsException(
                        graph
                            + ": has no measured thresholds: write them with kwsbench evaluate"
                            + " --graph "
                            + graph
                            + " --data FOLDER --long_minutes 360 --budget "
                            + budget
                            + " --write "
                            + graph));
    try {
      AlarmBudget.joint(perHour, table.together(perHour, labels), labels.words().size())
          .ifPresent(line -> context.warn(graph + ": " + line));
      return table.within(perHour, spotter.rule(), labels);
    } catch (KwsException e) {
      throw new KwsException(graph + ": " + e.getMessage(), e);
    }
  }

  /** Shows the flag for the model to users who type it among the files. */
  private void requireModel() {
    if (!graph.isEmpty()) {
      return;
    }
    for (String file : files) {
      if (MODEL.matcher(file).matches()) {
        throw new ParameterException(
            "--graph is required: " + file + " is a model: --graph " + file);
      }
    }
  }

  private void requireUsable() {
    if (!(nearMiss > 0 && nearMiss <= 1)) {
      throw new ParameterException("--near_miss must be above 0 and at most 1");
    }
    if (files.stream().filter(STDIN::equals).count() > 1) {
      throw new ParameterException("- may be given only once");
    }
  }

  private KeywordLabels labels(Spotter spotter, Path model, CliContext context) {
    ModelLabels known =
        ModelLabels.choose(
            ClassNames.given(labelsFile),
            new ModelLabels(spotter.labels(), graph),
            Optional.of(model),
            OptionalInt.of(spotter.classes()),
            context::warn);
    if (!known.known()) {
      throw new KwsException(
          graph + ": does not name its classes: give a file of names with --labels");
    }
    return new KeywordLabels(known.names());
  }

  private List<Reaction> reactions(
      Printing printing, Spotter spotter, KeywordLabels labels, CliContext context) {
    List<Reaction> reactions = new ArrayList<>(List.of(printing));
    if (!capture.isEmpty()) {
      Path folder = TypedPath.of(capture);
      reactions.add(new Capture(folder, labels, nearMiss, spotter.sampleRate(), spotter.samples()));
    }
    if (!exec.isEmpty()) {
      reactions.add(new Execution(exec, context));
    }
    return reactions;
  }

  /** The number of unusable files; failures of live sound throw. */
  private int hearAll(ListenSession hearing, CliContext context) {
    if (files.isEmpty()) {
      int rate = rate(hearing.spotter());
      hearing.of(
          new MicrophoneSound(Microphone.open(device, rate, channels), rate, channels), context);
      return 0;
    }
    int failed = 0;
    for (String file : files) {
      if (hearing.stop().getAsBoolean()) {
        return failed;
      }
      try {
        hearing.of(sound(file, hearing.spotter()), context);
      } catch (KwsException e) {
        context.warn(OneLine.of(e.getMessage()));
        failed++;
      }
    }
    return failed;
  }

  private int rate(Spotter spotter) {
    return sampleRate == 0 ? spotter.sampleRate() : sampleRate;
  }

  private Sound sound(String file, Spotter spotter) {
    return file.equals(STDIN)
        ? new PcmSound(stdin, rate(spotter), channels)
        : FileSound.read(TypedPath.of(file));
  }
}
