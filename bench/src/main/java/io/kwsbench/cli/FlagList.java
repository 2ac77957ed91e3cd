package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.cli.command.FlagGroup;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flags of a command by group, as its help lists them. */
final class FlagList {
  private static final String UNGROUPED = "";

  private final Map<String, List<ParameterDescription>> groups;

  private FlagList(Map<String, List<ParameterDescription>> groups) {
    this.groups = groups;
  }

  /** The flags of a parser. */
  static FlagList of(JCommander parser) {
    Map<String, List<ParameterDescription>> groups = new LinkedHashMap<>();
    parser.getParameters().stream()
        .filter(flag -> !flag.getParameter().hidden())
        .sorted(
            Comparator.comparingInt((ParameterDescription flag) -> flag.getParameter().order())
                .thenComparing(ParameterDescription::getLongestName))
        .forEach(flag -> groups.computeIfAbsent(group(flag), g -> new ArrayList<>()).add(flag));
    return new FlagList(groups);
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
          flags.forEach(flag -> text.append(HelpEntry.flag(names(flag), meaning(flag))));
        });
  }

  private static String names(ParameterDescription flag) {
    return String.join(", ", flag.getParameter().names());
  }

  /** The description with the default, if the field holds one; a switch is off by default. */
  static String meaning(ParameterDescription flag) {
    Object value = flag.getDefault();
    boolean has = value != null && !Set.of("", "false", "[]").contains(value.toString());
    return flag.getDescription() + (has ? " (default " + value + ")" : "");
  }
}
