package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import io.kwsbench.cli.command.Command;
import io.kwsbench.usage.ExitCode;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.WordUtils;

/** The texts of {@code --help}: of the program, commands first, and of one command. */
final class HelpText {
  static final String SUMMARY = "Trains, freezes, runs and measures keyword spotters.";
  private static final Set<ExitCode> EVERY_COMMAND =
      Set.of(ExitCode.DONE, ExitCode.USAGE, ExitCode.BAD_INPUT, ExitCode.INTERNAL);

  private HelpText() {}

  /**
   * The program's help.
   *
   * @param parser holds the flags of the command that runs if none is named
   */
  static String ofAll(Commands commands, JCommander parser) {
    Command first = commands.first();
    StringBuilder text = new StringBuilder(SUMMARY).append("\n\n");
    text.append("usage: kwsbench [COMMAND] [flags]\n");
    text.append("       kwsbench help COMMAND      lists the flags of a command\n");
    text.append("       kwsbench version           prints the version\n");
    text.append(
        "       kwsbench completion bash   prints the completion for a shell: bash or zsh\n");
    text.append("       kwsbench manual            prints the man page\n");
    text.append("\nexample: kwsbench ").append(first.example()).append('\n');
    for (Commands.Family family : commands.families()) {
      text.append("\ncommands that ").append(family.purpose()).append(":\n");
      family.commands().forEach(c -> text.append(HelpEntry.command(c.name(), c.summary())));
    }
    text.append("\nWithout a command, ").append(first.name()).append(" runs.\n");
    FlagList.of(first, parser).append(text, " of " + first.name());
    return exitCodes(text, first).toString();
  }

  /** A command's help. */
  static String of(Command command, JCommander parser) {
    StringBuilder text = new StringBuilder("usage: kwsbench ").append(command.name());
    text.append(' ').append(command.synopsis()).append("\n\n");
    text.append(WordUtils.wrap(command.summary(), HelpEntry.WIDTH));
    text.append("\n\nexample: kwsbench ").append(command.example()).append('\n');
    FlagList.of(command, parser).append(text, "");
    return exitCodes(text, command).toString();
  }

  /** The exit codes of a command, in ascending order. */
  static Set<ExitCode> codes(Command command) {
    Set<ExitCode> codes = new TreeSet<>(EVERY_COMMAND);
    codes.addAll(command.outcomes());
    return codes;
  }

  private static StringBuilder exitCodes(StringBuilder text, Command command) {
    Set<ExitCode> codes = codes(command);
    text.append("\nexit codes:\n");
    codes.forEach(
        code -> text.append(HelpEntry.code(Integer.toString(code.code()), code.meaning())));
    return text;
  }
}
