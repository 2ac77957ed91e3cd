package io.kwsbench.cli.measure;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.advice.Cures;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Version;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.EnvironmentProbe;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.baseline.BaselineStore;
import io.kwsbench.suite.baseline.Machine;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.definition.SuiteReader;
import io.kwsbench.suite.journal.SuiteJournal;
import io.kwsbench.suite.load.EngineCases;
import io.kwsbench.suite.metric.FlopMeter;
import io.kwsbench.suite.metric.InstructionMeter;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.report.History;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import io.kwsbench.suite.run.BaselinePrecision;
import io.kwsbench.suite.run.CaseResults;
import io.kwsbench.suite.run.Measured;
import io.kwsbench.suite.run.SuiteRun;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a suite of cases with gates. */
public final class SuiteCommand implements Command {
  @Parameter(description = "FILE.yaml")
  @PathFlag(PathFlag.Use.READ)
  List<String> files = new ArrayList<>();

  @ParametersDelegate final SuiteOptions options = new SuiteOptions();

  private final Class<?> program;

  /**
   * @param program the main class of the command line, which measures memory in a process of its
   *     own
   */
  public SuiteCommand(Class<?> program) {
    this.program = program;
  }

  @Override
  public String name() {
    return "suite";
  }

  @Override
  public String summary() {
    return "Runs cases with gates, and fails if something got slower, larger or less accurate.";
  }

  @Override
  public String example() {
    return "suite perf/suite.yaml --baseline main --report markdown=perf.md";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(
        ExitCode.GATE_FAILED, ExitCode.REGRESSION, ExitCode.UNDECIDED, ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "FILE.yaml [flags]";
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    typed.onlyWith("--history", "--version_name");
    typed.onlyWith("--baseline", "--other_machine");
    typed.refuse(
        !typed.has("--baseline") && !typed.has("--save_baseline"),
        "needs --baseline or --save_baseline",
        "--baselines");
  }

  @Override
  public ExitCode run(CliContext context) {
    if (files.size() != 1) {
      throw new ParameterException(
          "suite takes one suite file, not "
              + files.size()
              + "; a short one is: cases: [{graph: frozen.pb, gates: {size: {max: 5MB}}}]");
    }
    Path file = TypedPath.of(files.get(0));
    SuiteOutputs outputs = SuiteOutputs.of(options);
    Suite suite = options.adjust(SuiteReader.read(file));
    warnOfLibraries(suite, context);
    BaselineStore store = new BaselineStore(baselines(file));
    if (!options.saveBaseline.isEmpty()) {
      store.requireName(options.saveBaseline);
    }
    if (!options.history.isEmpty()) {
      new History(TypedPath.of(options.history)).requireAppendable();
    }
    EnvironmentProbe probe = new EnvironmentProbe();
    Optional<Baseline> baseline =
        options.baseline.isEmpty()
            ? Optional.empty()
            : Optional.of(
                comparable(
                    suite,
                    store.load(options.baseline),
                    environment(probe, suite, "", context),
                    context));
    requireBaseline(suite);
    SuiteResult result = measure(file, suite, baseline, probe, context);
    if (!options.saveBaseline.isEmpty() && !result.interrupted()) {
      save(store, suite, Baseline.of(options.saveBaseline, result), context);
    }
    outputs.write(result, context);
    if (!options.history.isEmpty()) {
      new History(TypedPath.of(options.history)).append(result, options.version);
    }
    removeJournal(file, result);
    return SuiteExit.of(result, options.undecided);
  }

  private Path baselines(Path file) {
    return options.baselines.isEmpty()
        ? file.toAbsolutePath().getParent().resolve("baselines")
        : TypedPath.of(options.baselines);
  }

  private static void save(
      BaselineStore store, Suite suite, Baseline baseline, CliContext context) {
    context.warn("baseline written: " + store.save(baseline));
    for (String thin : new BaselinePrecision(suite).thinCases(baseline)) {
      context.warn(
          "baseline "
              + baseline.name()
              + " is thin: "
              + thin
              + "; later runs may stay undecided: save it again with a larger --budget");
    }
  }

  /** Code of a library runs with all rights of this process. */
  private static void warnOfLibraries(Suite suite, CliContext context) {
    suite.cases().stream()
        .flatMap(one -> one.library().stream())
        .distinct()
        .forEach(
            library ->
                context.warn(
                    "the suite loads native code from "
                        + library
                        + " (library:): run only suites that you trust"));
  }

  private Path journal(Path file) {
    return options.journal.isEmpty()
        ? Path.of(file.getFileName() + ".journal.jsonl")
        : TypedPath.of(options.journal);
  }

  /** Deletes the default journal of a finished run; undecided and interrupted runs keep theirs. */
  private void removeJournal(Path file, SuiteResult result) {
    boolean open = result.interrupted() || result.any(GateStatus.UNDECIDED::equals);
    if (options.journal.isEmpty() && !open) {
      SuiteJournal.remove(journal(file));
    }
  }

  private SuiteResult measure(
      Path file,
      Suite suite,
      Optional<Baseline> baseline,
      EnvironmentProbe probe,
      CliContext context) {
    Path journalFile = journal(file);
    String fingerprint = SuiteFingerprint.of(file, suite, baseline);
    Measured measured;
    try (SuiteJournal journal =
            options.resume
                ? SuiteJournal.resume(journalFile, fingerprint)
                : SuiteJournal.create(journalFile, fingerprint);
        SuiteProgress progress = new SuiteProgress(context)) {
      journal
          .damagedLine()
          .ifPresent(
              line ->
                  context.warn(
                      journalFile
                          + ":"
                          + line
                          + ": damaged; this round and all later ones will be measured again"));
      SuiteRun run =
          new SuiteRun(
              suite,
              baseline,
              new EngineCases().suiting(suite.cases()),
              new MetricSources(new InstructionMeter(), new MemoryMeter(program), new FlopMeter()),
              progress,
              context.interrupted(),
              System::nanoTime);
      measured = (options.saveBaseline.isEmpty() ? run : run.forBaseline()).run(journal);
    }
    List<CaseResult> cases = new CaseResults(suite, baseline, measured).results();
    String engines = String.join(", ", cases.stream().map(CaseResult::engine).distinct().toList());
    Environment environment = environment(probe, suite, engines, context);
    return new SuiteResult(
        new SuiteResult.Terms(suite.name(), suite.seed(), suite.alpha()),
        environment,
        MeasurementWarning.about(environment, Cures.SUITE),
        baseline.map(Baseline::name),
        new SuiteResult.Extent(measured.roundCount(), measured.seconds(), measured.interrupted()),
        options.roofline.measure(options.hasHtml() ? "html" : "", context),
        cases);
  }

  private static Environment environment(
      EnvironmentProbe probe, Suite suite, String engines, CliContext context) {
    int threads = suite.cases().stream().mapToInt(SuiteCase::threads).max().orElse(1);
    return probe.finish(
        context.commandLine(), new EnvironmentProbe.Ran(engines, "", threads, Version.current()));
  }

  /** The baseline, without its times when another machine made them. */
  private Baseline comparable(Suite suite, Baseline baseline, Environment now, CliContext context) {
    List<String> differences = baseline.machine().differences(Machine.of(now));
    if (differences.isEmpty() || options.otherMachine) {
      for (String thin : new BaselinePrecision(suite).thinCases(baseline)) {
        context.warn("baseline " + baseline.name() + " is thin: " + thin);
      }
      return baseline;
    }
    if (hasLatencyGate(suite)) {
      context.warn(
          "baseline "
              + baseline.name()
              + " comes from another machine, so its times are ignored: "
              + String.join("; ", differences)
              + " (--other_machine compares them anyway)");
    }
    return baseline.withoutTimes();
  }

  private void requireBaseline(Suite suite) {
    boolean needed =
        suite.cases().stream().flatMap(c -> c.gates().stream()).anyMatch(Gate::needsBaseline);
    if (options.baseline.isEmpty() && options.saveBaseline.isEmpty() && needed) {
      throw new ParameterException(
          "the suite has gates against a baseline: give --baseline NAME, or record one with"
              + " --save_baseline NAME");
    }
  }

  private static boolean hasLatencyGate(Suite suite) {
    return suite.cases().stream()
        .anyMatch(c -> c.gates().stream().anyMatch(Gate.Latency.class::isInstance));
  }
}
