package io.kwsbench.cli.command;

import com.beust.jcommander.JCommander;
import io.kwsbench.KwsException;
import io.kwsbench.usage.ExitCode;
import java.util.Set;

/**
 * One subcommand. Its parameters are the fields that JCommander's {@code @Parameter} annotates.
 *
 * <p>Conventions: a switch is a {@code boolean} field with {@code arity = 1} (the frame accepts
 * {@code --flag}, {@code --flag=false} and {@code --flag false}); positional arguments are a {@code
 * List<String>} field with an unnamed {@code @Parameter}. An instance serves one command line.
 */
public interface Command {
  /** The word on the command line. */
  String name();

  /** One sentence that stands alone, of one line in the list of commands. */
  String summary();

  /** The text after the name in the usage line, such as {@code --graph FILE CLIP...}. */
  default String synopsis() {
    return "[flags]";
  }

  /** A command line that works where such files are, without the program's name. */
  String example();

  /** The exit codes of {@link #run} besides those of every command: 0, 2, 3 and 70. */
  default Set<ExitCode> outcomes() {
    return Set.of();
  }

  /** Checks the flags that were typed, before it runs. */
  default void parsed(JCommander flags) {}

  /**
   * Does the work. Results go to {@code context.out()}.
   *
   * @throws KwsException when something that the user gave cannot be used: exit code 3
   * @throws com.beust.jcommander.ParameterException when flags contradict each other: exit code 2
   */
  ExitCode run(CliContext context);
}
