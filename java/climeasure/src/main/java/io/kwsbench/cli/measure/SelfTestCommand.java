package io.kwsbench.cli.measure;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.EngineCases;
import io.kwsbench.suite.run.BackgroundLoad;
import io.kwsbench.suite.run.DetectionTrial;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures false alarms and detected slowdowns of the comparison on this machine. */
public final class SelfTestCommand implements Command {
  private static final int LAYERS = 20;
  private static final double TOLERATED = 3;
  private static final List<String> FILES =
      List.of("reference.pb", "candidate.pb", DetectionTrial.JOURNAL);

  @Parameter(
      names = "--engine",
      order = 10,
      description = "engine that runs both graphs; default: native if available")
  @Choices({"native", "tensorflow"})
  String engine = "";

  @Parameter(names = "--comparisons", order = 11, description = "number of comparisons")
  int comparisons = 100;

  @Parameter(
      names = "--slowdown",
      order = 12,
      description = "extra work of the candidate in percent: 0, 5, 10, …")
  int slowdown;

  @Parameter(
      names = "--max_slowdown",
      order = 13,
      description = "tolerated slowdown in percent; default: 3, or 1 with --instructions")
  Double tolerated;

  @Parameter(
      names = "--instructions",
      arity = 1,
      order = 17,
      description = "compare instruction counts instead of times; --slowdown is then 0, 2, 4, …")
  boolean instructions;

  @Parameter(names = "--budget", order = 14, description = "maximum seconds per comparison")
  double budget = 30;

  @Parameter(
      names = "--background_load",
      arity = 1,
      order = 15,
      description = "load another core from a second process, 3 s on and 3 s off in turn")
  boolean backgroundLoad;

  @Parameter(names = "--seed", order = 16, description = "seed of the first comparison")
  long seed = 1;

  @Override
  public String name() {
    return "selftest";
  }

  @Override
  public String summary() {
    return "Measures how often the comparison raises a false alarm or detects a known slowdown.";
  }

  @Override
  public String example() {
    return "selftest --comparisons 20 --slowdown 5";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public void parsed(JCommander flags) {
    new TypedFlags(flags)
        .refuse(
            instructions,
            "does not apply to --instructions",
            "--engine",
            "--budget",
            "--background_load");
  }

  @Override
  public ExitCode run(CliContext context) {
    if (instructions) {
      return instructions(context);
    }
    if (slowdown < 0 || slowdown % 5 != 0 || comparisons < 1 || !(budget > 0)) {
      throw new ParameterException(
          "--slowdown must be 0, 5, 10, …; --comparisons and --budget must be above 0");
    }
    Map<GateStatus, Integer> counts = new EnumMap<>(GateStatus.class);
    double seconds = 0;
    Path folder = graphs();
    try (BackgroundLoad other = backgroundLoad ? BackgroundLoad.start() : BackgroundLoad.NONE) {
      for (int i = 0; i < comparisons && !context.interrupted().getAsBoolean(); i++) {
        Optional<DetectionTrial.Outcome> ended =
            DetectionTrial.run(
                suite(folder, seed + i), new EngineCases(), folder, context.interrupted());
        if (ended.isEmpty()) {
          break;
        }
        DetectionTrial.Outcome outcome = ended.get();
        other.check();
        counts.merge(outcome.status(), 1, Integer::sum);
        seconds += outcome.seconds();
        context.err().println(line(i + 1, outcome));
      }
    } finally {
      delete(folder);
    }
    int done = counts.values().stream().mapToInt(Integer::intValue).sum();
    context
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%d %% more work, %s background load: %d comparisons, %d regressions, %d passed, %d"
                    + " undecided; %.1f s per comparison",
                slowdown,
                backgroundLoad ? "with" : "no",
                done,
                counts.getOrDefault(GateStatus.REGRESSION, 0),
                counts.getOrDefault(GateStatus.PASS, 0),
                counts.getOrDefault(GateStatus.UNDECIDED, 0),
                seconds / Math.max(1, done)));
    return context.interrupted().getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private ExitCode instructions(CliContext context) {
    if (!InstructionTrial.canSlowDown(slowdown) || comparisons < 1) {
      throw new ParameterException(
          "with --instructions, --slowdown must be 0, 2, 4, …; --comparisons must be above 0");
    }
    InstructionTrial trial = new InstructionTrial(slowdown, tolerated == null ? 1 : tolerated);
    for (int i = 0; i < comparisons && !context.interrupted().getAsBoolean(); i++) {
      context.err().println(trial.compare(seed + i));
    }
    context.out().println(trial.summary());
    return context.interrupted().getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private static String line(int number, DetectionTrial.Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%4d  %-10s ratio %.4f [%.4f, %.4f]  noise floor %.2f %%  %d rounds  %.1f s",
        number,
        outcome.status(),
        outcome.ratio(),
        outcome.low(),
        outcome.high(),
        100 * outcome.noiseFloor(),
        outcome.rounds(),
        outcome.seconds());
  }

  private Suite suite(Path folder, long ofSeed) {
    Gate gate = new Gate.Ratio("reference", 1, (tolerated == null ? TOLERATED : tolerated) / 100);
    return new Suite(
        "selftest",
        ofSeed,
        budget,
        Suite.DEFAULT_ALPHA,
        List.of(
            one("reference", folder.resolve("reference.pb"), List.of()),
            one("candidate", folder.resolve("candidate.pb"), List.of(gate))));
  }

  private SuiteCase one(String name, Path graph, List<Gate> gates) {
    return new SuiteCase(
        name,
        graph,
        ModelReading.DEFAULT,
        engine,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        gates);
  }

  private Path graphs() {
    try {
      Path folder = Files.createTempDirectory("kwsbench-selftest");
      // in reverse order: what a second Ctrl-C must not leave behind
      folder.toFile().deleteOnExit();
      FILES.forEach(name -> folder.resolve(name).toFile().deleteOnExit());
      Files.write(folder.resolve("reference.pb"), LayerChain.graph(LAYERS, seed));
      int layers = LAYERS + LAYERS * slowdown / 100;
      Files.write(folder.resolve("candidate.pb"), LayerChain.graph(layers, seed));
      return folder;
    } catch (IOException e) {
      throw new KwsException("the graphs cannot be written: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try {
      for (String name : FILES) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be removed: " + e.getMessage(), e);
    }
  }
}
