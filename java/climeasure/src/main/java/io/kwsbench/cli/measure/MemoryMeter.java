package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.measure.runner.ChildProcess;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures memory with {@link MemoryProbe}, in a process of its own.
 *
 * @param program the main class of the command line
 */
record MemoryMeter(Class<?> program) implements MetricSources.Meter {
  private static final int SECONDS = 300;

  @Override
  public MetricValue measure(SuiteCase one, MetricKey key) {
    if (one.library().isPresent()) {
      return MetricValue.absent(one.name(), key, "memory is measured on the built-in library only");
    }
    try {
      long bytes = peakBytes(command(one), SECONDS);
      return MetricValue.of(one.name(), key, bytes, "peak of a process with -Xmx256m");
    } catch (KwsException e) {
      return MetricValue.failed(one.name(), key, "memory cannot be measured: " + e.getMessage());
    }
  }

  List<String> command(SuiteCase one) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-D" + NativeCache.PROPERTY + "=" + System.getProperty(NativeCache.PROPERTY, ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(program.getName(), "probe", "--graph", one.graph().toString()));
    // a flag without a value is refused
    if (!one.reading().signature().isEmpty()) {
      command.add("--signature=" + one.reading().signature());
    }
    if (one.reading().hasFrontEnd()) {
      command.add("--front_end=" + one.reading().frontEnd());
    }
    if (!one.engine().isEmpty()) {
      command.add("--engine=" + one.engine());
    }
    command.add("--num_threads=" + one.threads());
    return command;
  }

  /**
   * The number in the last line of a program's output.
   *
   * @throws KwsException when it prints none, fails or does not end
   */
  static long peakBytes(List<String> command, int seconds) {
    ChildProcess.Ended ended = ChildProcess.run(seconds, command);
    if (ended.exitCode() < 0) {
      throw new KwsException("the probe did not end in " + seconds + " seconds");
    }
    if (ended.exitCode() != 0) {
      throw new KwsException(OneLine.of(ended.message()));
    }
    String out = ended.out().strip();
    String last = out.substring(out.lastIndexOf('\n') + 1);
    try {
      return Long.parseLong(last);
    } catch (NumberFormatException e) {
      throw new KwsException("the probe printed " + OneLine.of(last), e);
    }
  }
}
