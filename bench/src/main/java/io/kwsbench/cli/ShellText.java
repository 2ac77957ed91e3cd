package io.kwsbench.cli;

import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.DidYouMean;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The texts that are made of all commands for other programs: shells and {@code man}. */
final class ShellText {
  /** The words that print one. */
  static final Set<String> NAMES = Set.of("completion", "manual");

  private static final Map<String, Function<Commands, String>> SHELLS =
      Map.of("bash", BashCompletion::of, "zsh", ZshCompletion::of);

  private ShellText() {}

  /**
   * The text that a command line asks for.
   *
   * @param arguments {@code manual}, or {@code completion} and a shell
   * @throws ParameterException when it is neither
   */
  static String of(List<String> arguments, Commands commands) {
    List<String> rest = arguments.subList(1, arguments.size());
    if (arguments.get(0).equals("manual")) {
      if (!rest.isEmpty()) {
        throw new ParameterException("manual takes no arguments");
      }
      return ManPage.of(commands);
    }
    if (rest.size() != 1) {
      throw new ParameterException("completion takes the name of one shell: bash or zsh");
    }
    Function<Commands, String> shell = SHELLS.get(rest.get(0));
    if (shell == null) {
      throw new ParameterException(
          "completion is for bash or zsh, not '"
              + rest.get(0)
              + "'"
              + DidYouMean.hint(rest.get(0), SHELLS.keySet()));
    }
    return shell.apply(commands);
  }
}
