package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.ExitCode;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** The text of {@code --help}: usage, flags with their defaults, commands, exit codes. */
final class HelpText {
  private static final int NAME_COLUMN = 30;
  private static final int WIDTH = 100;

  private HelpText() {}

  static String of(Command command, JCommander parser, Commands commands) {
    boolean isFirst = command.name().equals(commands.first().name());
    StringBuilder text = new StringBuilder();
    text.append("usage: kwsbench ").append(isFirst ? "[" + command.name() + "]" : command.name());
    text.append(' ').append(command.synopsis()).append("\n\n");
    text.append(WordUtils.wrap(command.summary(), WIDTH));
    text.append("\n\nexample: kwsbench ").append(command.example()).append("\n\nflags:\n");
    flags(parser).forEach(flag -> text.append(flag(flag)));
    if (isFirst) {
      text.append("\ncommands (kwsbench COMMAND --help tells more):\n");
      commands.list().forEach(c -> text.append(entry(c.name(), c.summary())));
    }
    text.append("\nexit codes:\n");
    for (ExitCode code : ExitCode.values()) {
      text.append(entry(Integer.toString(code.code()), code.meaning()));
    }
    return text.toString();
  }

  private static List<ParameterDescription> flags(JCommander parser) {
    return parser.getParameters().stream()
        .filter(p -> !p.getParameter().hidden())
        .sorted(
            Comparator.comparingInt((ParameterDescription p) -> p.getParameter().order())
                .thenComparing(ParameterDescription::getLongestName))
        .toList();
  }

  private static String flag(ParameterDescription flag) {
    Object value = flag.getDefault();
    boolean told = value != null && !value.toString().isEmpty() && !List.of().equals(value);
    return entry(
        String.join(", ", flag.getParameter().names()),
        flag.getDescription() + (told ? " (default " + value + ")" : ""));
  }

  private static String entry(String name, String meaning) {
    String indent = " ".repeat(NAME_COLUMN);
    String wrapped = WordUtils.wrap(meaning, WIDTH - NAME_COLUMN, "\n" + indent, false);
    String left = "  " + name;
    String gap =
        left.length() < NAME_COLUMN - 1 ? " ".repeat(NAME_COLUMN - left.length()) : "\n" + indent;
    return left + gap + wrapped + "\n";
  }
}
