package io.kwsbench.cli;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Runs a command line in this process and keeps what it says. */
public final class Invocation {
  public final ExitCode code;
  public final String out;
  public final String err;

  private Invocation(ExitCode code, String out, String err) {
    this.code = code;
    this.out = out;
    this.err = err;
  }

  public static Invocation of(String... arguments) {
    return of(new CommandLine(), arguments);
  }

  /** Runs a command line of one command, such as one that reads another stdin. */
  public static Invocation of(Supplier<Command> command, String... arguments) {
    return of(
        new CommandLine(new Commands(List.of(new Commands.Family("use", List.of(command))))),
        arguments);
  }

  private static Invocation of(CommandLine line, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    ExitCode code = line.run(List.of(arguments), context);
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
