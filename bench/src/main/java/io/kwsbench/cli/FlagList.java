package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.FlagText;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flags of a command by group, as its help lists them. */
final class FlagList {
  private static final String UNGROUPED = "";

  private final Command command;
  private final Map<String, List<ParameterDescription>> groups;

  private FlagList(Command command, Map<String, List<ParameterDescription>> groups) {
    this.command = command;
    this.groups = groups;
  }

  /** The flags of a parser for a command. */
  static FlagList of(Command command, JCommander parser) {
    Map<String, List<ParameterDescription>> groups = new LinkedHashMap<>();
    parser.getParameters().stream()
        .filter(flag -> !flag.getParameter().hidden())
        .sorted(
            Comparator.comparingInt((ParameterDescription flag) -> flag.getParameter().order())
                .thenComparing(ParameterDescription::getLongestName))
        .forEach(flag -> groups.computeIfAbsent(group(flag), g -> new ArrayList<>()).add(flag));
    return new FlagList(command, groups);
  }

  /** The flags by group, in the order of the help. */
  Map<String, List<ParameterDescription>> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** The group of the field, otherwise of the class that declares it. */
  private static String group(ParameterDescription flag) {
    Field field = OutputGuard.field(flag);
    FlagGroup group = field.getAnnotation(FlagGroup.class);
    if (group == null) {
      group = field.getDeclaringClass().getAnnotation(FlagGroup.class);
    }
    return group == null ? UNGROUPED : group.value();
  }

  /**
   * Appends the groups, each with a heading.
   *
   * @param whose follows "flags" in the headings
   */
  void append(StringBuilder text, String whose) {
    groups.forEach(
        (group, flags) -> {
          String heading = group.equals(UNGROUPED) ? "" : ", " + group;
          text.append("\nflags").append(whose).append(heading).append(":\n");
          flags.forEach(flag -> text.append(HelpEntry.flag(names(flag), meaning(command, flag))));
        });
  }

  private static String names(ParameterDescription flag) {
    return String.join(", ", flag.getParameter().names());
  }

  /** The description with the default, if the field holds one; a switch is off by default. */
  static String meaning(Command command, ParameterDescription flag) {
    Object value = flag.getDefault();
    boolean has = value != null && !Set.of("", "false", "[]").contains(value.toString());
    return description(command, flag) + (has ? " (default " + value + ")" : "");
  }

  /** The description of a flag: the command's own if it has one, otherwise that of the field. */
  static String description(Command command, ParameterDescription flag) {
    FlagText own = command.getClass().getAnnotation(FlagText.class);
    return own != null && Arrays.asList(flag.getParameter().names()).contains(own.flag())
        ? own.text()
        : flag.getDescription();
  }
}
