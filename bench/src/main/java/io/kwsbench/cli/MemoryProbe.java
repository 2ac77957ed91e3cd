package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.run.EngineCases;
import io.kwsbench.suite.run.Figure;
import io.kwsbench.suite.run.LoadedCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  @Parameter(names = "--graph", required = true, description = "the model file")
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
  static Figure measure(SuiteCase one, String key) {
    if (one.library().isPresent()) {
      return new Figure(
          one.name(),
          key,
          OptionalDouble.empty(),
          "memory is measured on the built-in library only");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "probe", "--graph", one.graph().toString()));
    command.addAll(List.of("--engine=" + one.engine(), "--num_threads=" + one.threads()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.PIPE).start();
      String out = text(process.getInputStream().readAllBytes());
      String err = text(process.getErrorStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new KwsException(one.name() + ": memory cannot be measured: " + OneLine.of(err));
      }
      double bytes = Double.parseDouble(out);
      return new Figure(
          one.name(), key, OptionalDouble.of(bytes), "peak of a process with -Xmx256m");
    } catch (NumberFormatException | IOException e) {
      throw new KwsException(one.name() + ": memory cannot be measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KwsException(one.name() + ": interrupted while measuring memory", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
