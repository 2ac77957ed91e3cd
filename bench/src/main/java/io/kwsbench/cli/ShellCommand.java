package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.cli.command.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as shells complete it and the man page lists it.
 *
 * @param command the command
 * @param groups its flags by group, in the order of its help
 * @param arguments what a shell offers for arguments without a flag; empty if it takes none
 */
record ShellCommand(
    Command command, Map<String, List<ShellFlag>> groups, Optional<ShellValue> arguments) {
  /** A command with the flags that every command takes. */
  static ShellCommand of(Command command) {
    JCommander parser = CommandLine.parser(command, new CommonOptions());
    parser.parseWithoutValidation();
    Map<String, List<ShellFlag>> groups = new LinkedHashMap<>();
    FlagList.of(command, parser)
        .groups()
        .forEach(
            (group, flags) ->
                groups.put(group, flags.stream().map(flag -> flag(command, flag)).toList()));
    return new ShellCommand(
        command, groups, Optional.ofNullable(parser.getMainParameterValue()).map(ShellValue::of));
  }

  private static ShellFlag flag(Command command, ParameterDescription flag) {
    return new ShellFlag(
        List.of(flag.getParameter().names()), FlagList.meaning(command, flag), ShellValue.of(flag));
  }

  static List<ShellCommand> all(Commands commands) {
    return commands.list().stream().map(ShellCommand::of).toList();
  }

  String name() {
    return command.name();
  }

  List<ShellFlag> flags() {
    return groups.values().stream().flatMap(List::stream).toList();
  }
}
