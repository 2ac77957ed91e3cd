package io.kwsbench.cli.command;

import io.kwsbench.Printable;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The streams and state that a command may use.
 *
 * @param out results
 * @param err messages and progress
 * @param terminal whether {@code err} is a terminal, so that progress may be shown
 * @param verbose whether {@code --verbose} was given
 * @param commandLine the arguments as they were typed
 * @param interrupted whether Ctrl-C was pressed: stop, and print what there is
 * @param colored the terminal that {@code out} is, where it shows colors: for text whose names have
 *     no control characters, since nothing is escaped on this way
 */
public record CliContext(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    boolean verbose,
    List<String> commandLine,
    BooleanSupplier interrupted,
    Optional<PrintStream> colored) {
  public CliContext {
    commandLine = List.copyOf(commandLine);
  }

  /** A context without colors. */
  public CliContext(
      PrintStream out,
      PrintStream err,
      boolean terminal,
      boolean verbose,
      List<String> commandLine,
      BooleanSupplier interrupted) {
    this(out, err, terminal, verbose, commandLine, interrupted, Optional.empty());
  }

  /** A context for in-process use: no terminal, never interrupted. */
  public static CliContext of(PrintStream out, PrintStream err) {
    return new CliContext(out, err, false, false, List.of(), () -> false);
  }

  public CliContext with(boolean nowVerbose, List<String> typed) {
    return new CliContext(
        ShownStream.over(out), err, terminal, nowVerbose, typed, interrupted, colored);
  }

  /** One line to the user that is no result, whatever the names in it hold. */
  public void warn(String message) {
    err.println("kwsbench: " + Printable.of(message));
  }
}
