package io.kwsbench.cli;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    ExitCode code = new CommandLine().run(List.of(arguments), context);
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
