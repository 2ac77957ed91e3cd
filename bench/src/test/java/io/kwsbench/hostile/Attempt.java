package io.kwsbench.hostile;

import io.kwsbench.cli.CommandLine;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command made of a file.
 *
 * @param code its exit code
 * @param err its words on stderr
 * @param seconds how long it took
 */
record Attempt(ExitCode code, String err, double seconds) {
  private static final double PATIENCE = 10;
  private static final Pattern INNARDS =
      Pattern.compile("\\b(java|io|com|org|ai)\\.[a-z]+[.\\w$]*(Exception|Error)|: null\\b");

  static Attempt of(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    long start = System.nanoTime();
    ExitCode code = new CommandLine().run(arguments, context);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Attempt(code, err.toString(StandardCharsets.UTF_8), seconds);
  }

  boolean isRefused() {
    return code == ExitCode.BAD_INPUT || code == ExitCode.USAGE;
  }

  /** What is wrong with that, if anything is. */
  Optional<String> fault(String name) {
    if (code == ExitCode.INTERNAL) {
      return Optional.of("internal");
    }
    if (seconds > PATIENCE) {
      return Optional.of("slow");
    }
    List<String> lines = err.lines().toList();
    if (err.contains("out of memory") || err.contains("nested too deeply")) {
      return Optional.of("exhausted");
    }
    if (lines.stream()
            .anyMatch(line -> !line.startsWith("kwsbench: ") && !line.startsWith("wrote "))
        || err.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
      return Optional.of("lines");
    }
    if (isRefused() && lines.stream().noneMatch(line -> line.contains(name))) {
      return Optional.of("unnamed");
    }
    return INNARDS.matcher(err).find() ? Optional.of("innards") : Optional.empty();
  }
}
