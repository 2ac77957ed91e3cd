package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.ReadingFlags;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.EngineCases;
import io.kwsbench.suite.load.LoadedCase;
import io.kwsbench.usage.ExitCode;
import java.util.List;
import java.util.Optional;

/**
 * {@code kwsbench probe}: loads one case in a process of its own, runs it and prints the most
 * memory that the process ever held. A suite starts it for its memory gates.
 */
public final class MemoryProbe implements Command {
  private static final int RUNS = 20;

  @Parameter(
      names = "--graph",
      required = true,
      description = "model file of any supported format; required")
  @PathFlag(PathFlag.Use.READ)
  String graph = "";

  @ParametersDelegate private final ReadingFlags readingFlags = new ReadingFlags();

  @Parameter(
      names = "--engine",
      description = "engine to run the model in; default: chosen by the model's format")
  @Choices({"native", "tensorflow"})
  String engine = "";

  @Parameter(names = "--num_threads", description = "number of threads per run")
  int threads = 1;

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public String summary() {
    return "Prints the peak memory in bytes of a process that loads and runs a model.";
  }

  @Override
  public String example() {
    return "probe --graph frozen.pb --engine native";
  }

  @Override
  public String synopsis() {
    return "--graph FILE [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    SuiteCase one =
        new SuiteCase(
            "probe",
            TypedPath.of(graph),
            readingFlags.reading(),
            engine,
            threads,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    try (LoadedCase loaded = new EngineCases().load(one)) {
      loaded.feed(0);
      for (int i = 0; i < RUNS; i++) {
        loaded.run();
      }
    }
    long peak =
        ProcessMemory.now()
            .peakResidentBytes()
            .orElseThrow(
                () -> new KwsException("this system does not report the peak memory of a process"));
    context.out().println(peak);
    return ExitCode.DONE;
  }
}
