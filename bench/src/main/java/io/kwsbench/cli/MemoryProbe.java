package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.measure.runner.ChildProcess;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.run.EngineCases;
import io.kwsbench.suite.run.Figure;
import io.kwsbench.suite.run.FigureKey;
import io.kwsbench.suite.run.LoadedCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code kwsbench probe}: loads one case in a process of its own, runs it and prints the most
 * memory that the process ever held. A suite starts it for its memory gates.
 */
final class MemoryProbe implements Command {
  private static final int RUNS = 20;
  private static final int SECONDS = 300;

  @Parameter(names = "--graph", required = true, description = "the model file")
  @PathFlag(PathFlag.Use.READ)
  String graph = "";

  @Parameter(names = "--engine", description = "the engine; empty lets the file decide")
  String engine = "";

  @Parameter(names = "--num_threads", description = "threads that a run may use")
  int threads = 1;

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public String summary() {
    return "Prints the peak memory in bytes of a process that loads a model and runs it.";
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
            LoadedGraph.path(graph),
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
    long peak = ProcessMemory.now().peakResidentBytes();
    if (peak < 0) {
      throw new KwsException("this system does not tell a process's peak memory");
    }
    context.out().println(peak);
    return ExitCode.DONE;
  }

  /** Runs the probe on a case. */
  static Figure measure(SuiteCase one, FigureKey key) {
    if (one.library().isPresent()) {
      return new Figure(
          one.name(),
          key,
          OptionalDouble.empty(),
          "memory is measured on the built-in library only");
    }
    long bytes = peakBytes(one.name(), command(one), SECONDS);
    return new Figure(one.name(), key, OptionalDouble.of(bytes), "peak of a process with -Xmx256m");
  }

  private static List<String> command(SuiteCase one) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-D" + NativeCache.PROPERTY + "=" + System.getProperty(NativeCache.PROPERTY, ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "probe", "--graph", one.graph().toString()));
    command.addAll(List.of("--engine=" + one.engine(), "--num_threads=" + one.threads()));
    return command;
  }

  /**
   * What a program prints as its last line, a number.
   *
   * @throws KwsException when it prints none, fails or does not end
   */
  static long peakBytes(String name, List<String> command, int seconds) {
    String prefix = name + ": memory cannot be measured: ";
    ChildProcess.Ended ended = ChildProcess.run(seconds, command);
    if (ended.exitCode() < 0) {
      throw new KwsException(prefix + "the probe did not end in " + seconds + " seconds");
    }
    if (ended.exitCode() != 0) {
      throw new KwsException(prefix + OneLine.of(ended.message()));
    }
    String out = ended.out().strip();
    String last = out.substring(out.lastIndexOf('\n') + 1);
    try {
      return Long.parseLong(last);
    } catch (NumberFormatException e) {
      throw new KwsException(prefix + "the probe printed " + OneLine.of(last), e);
    }
  }
}
